/**
 * Time as the playground sees it.
 *
 * The design tool works with delays everywhere (text sizes, reflows, events, saving). All of them go
 * through a `Clock`, so that tests can move time by hand instead of sleeping.
 */

/** Names a pending timer. */
export type TimerId = number;

/** Where the playground gets time and timers from. Delays are in milliseconds. */
export interface Clock {
  /** Milliseconds since a fixed moment. */
  now(): number;
  /** Calls `callback` once, `delayMs` from now. */
  setTimer(callback: () => void, delayMs: number): TimerId;
  /** Forgets a timer; unknown ids do nothing. */
  clearTimer(id: TimerId): void;
}

/** The clock of the browser or of node. */
export function systemClock(): Clock {
  const handles = new Map<TimerId, ReturnType<typeof setTimeout>>();
  let next: TimerId = 1;
  return {
    now: () => Date.now(),
    setTimer(callback, delayMs) {
      const id = next++;
      const fire = (): void => {
        handles.delete(id);
        callback();
      };
      handles.set(id, setTimeout(fire, delayMs));
      return id;
    },
    clearTimer(id) {
      clearTimeout(handles.get(id));
      handles.delete(id);
    },
  };
}

/** Calls `callback` once, `delayMs` after the last call of the returned function. */
export function debounce(clock: Clock, delayMs: number, callback: () => void): { (): void; cancel(): void } {
  let timer: TimerId | null = null;
  const cancel = (): void => {
    if (timer !== null) {
      clock.clearTimer(timer);
      timer = null;
    }
  };
  const trigger = (): void => {
    cancel();
    timer = clock.setTimer(() => {
      timer = null;
      callback();
    }, delayMs);
  };
  return Object.assign(trigger, { cancel });
}

/** Calls `callback` once, `delayMs` after the first call since it was last called. */
export function throttle(clock: Clock, delayMs: number, callback: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) {
      return;
    }
    pending = true;
    clock.setTimer(() => {
      pending = false;
      callback();
    }, delayMs);
  };
}
