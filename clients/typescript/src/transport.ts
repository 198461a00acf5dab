import { RefusedError, UnreachableError } from "./errors.js";
import { type Asked, retryAfterMs } from "./retry.js";
import type { Problem } from "./wire.js";

interface Request {
  method: "GET" | "POST";
  path: string;
  body?: string;
  idempotencyKey?: string;
  keepalive?: boolean;
}

/** One attempt at one request. */
export class Transport {
  readonly #baseUrl: string;
  readonly #token: string | (() => string | Promise<string>) | undefined;
  readonly #timeoutMs: number;
  readonly #fetch: typeof fetch;

  constructor(
    baseUrl: string,
    token: string | (() => string | Promise<string>) | undefined,
    timeoutMs: number,
    fetcher: typeof fetch,
  ) {
    if (!/^https?:\/\//.test(baseUrl)) {
      throw new TypeError("baseUrl must begin with http:// or https://");
    }
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    this.#token = token;
    this.#timeoutMs = timeoutMs;
    this.#fetch = fetcher;
  }

  /** @throws RefusedError, UnreachableError, or the caller's own reason when its signal ends the call */
  async exchange<T>(request: Request, asked: Asked, signal: AbortSignal | undefined): Promise<T> {
    const headers = await this.#headers(request);
    const ended = new AbortController();
    const stop = () => ended.abort(signal?.reason);
    if (signal?.aborted) {
      stop();
    }
    signal?.addEventListener("abort", stop, { once: true });
    const timer = setTimeout(() => ended.abort(new Error(`no answer within ${this.#timeoutMs} ms`)), this.#timeoutMs);
    try {
      const response = await this.#fetch(this.#baseUrl + request.path, {
        method: request.method,
        headers,
        signal: ended.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(request.keepalive ? { keepalive: true } : {}),
      });
      const body = await response.text();
      if (response.ok) {
        return parsed(response.status, body) as T;
      }
      asked.retryAfterMs = retryAfterMs(response.headers.get("Retry-After"), Date.now());
      throw new RefusedError(response.status, problem(body));
    } catch (failure) {
      if (failure instanceof RefusedError || failure instanceof UnreachableError) {
        throw failure;
      }
      signal?.throwIfAborted();
      const why = ended.signal.aborted ? ended.signal.reason : failure;
      throw new UnreachableError(`${this.#baseUrl} cannot be reached: ${words(why)}`, { cause: why });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  async #headers(request: Request): Promise<Record<string, string>> {
    const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
    const token = typeof this.#token === "function" ? await this.#token() : this.#token;
    if (token !== undefined) {
      headers["Authorization"] = `Bearer ${token}`;
    }
    if (request.body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    if (request.idempotencyKey !== undefined) {
      headers["Idempotency-Key"] = request.idempotencyKey;
    }
    return headers;
  }
}

function parsed(status: number, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreachableError(`The answer was ${status} and no JSON: something between here and the orchestrator gave it`);
  }
}

function problem(body: string): Problem | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === "object" && json !== null && "code" in json && "detail" in json ? (json as Problem) : undefined;
  } catch {
    return undefined;
  }
}

/** Runtimes put the real reason of a failed fetch into its cause. */
function words(failure: unknown): string {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
