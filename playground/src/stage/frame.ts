/**
 * Work that is done at most once per frame, however often it is asked for.
 */

/** Calls `work` in the next frame after it was asked for, once for all askings before that frame. */
export function oncePerFrame(work: () => void): () => void {
  let isScheduled = false;
  return () => {
    if (!isScheduled) {
      isScheduled = true;
      requestAnimationFrame(() => {
        isScheduled = false;
        work();
      });
    }
  };
}
