import { RefusedError, UnreachableError } from "./errors.js";

/** How a call is repeated. */
export interface Patience {
  /** Attempts in all. */
  attempts: number;
  /** The pause after the first attempt at most, in milliseconds; it doubles with each. */
  firstPauseMs: number;
  /** No pause is longer, also when the orchestrator asks for more: then the call fails and says so. */
  longestPauseMs: number;
  /** From 0 (inclusive) to 1, for the length of pauses. */
  random: () => number;
}

/** What an attempt says about the time to leave the orchestrator alone, in milliseconds. */
export interface Asked {
  retryAfterMs: number | undefined;
}

/** Repeats an attempt while repeating can help. */
export async function patiently<T>(
  patience: Patience,
  signal: AbortSignal | undefined,
  attempt: (asked: Asked) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    const asked: Asked = { retryAfterMs: undefined };
    try {
      return await attempt(asked);
    } catch (failure) {
      const helps = failure instanceof UnreachableError || (failure instanceof RefusedError && failure.retryable);
      const tooLong = asked.retryAfterMs !== undefined && asked.retryAfterMs > patience.longestPauseMs;
      if (!helps || tooLong || tried >= patience.attempts || signal?.aborted) {
        throw failure;
      }
      // Full jitter: clients that failed together do not come back together.
      const ceiling = Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** (tried - 1));
      await pause(asked.retryAfterMs ?? patience.random() * ceiling, signal);
    }
  }
}

/** Reads a Retry-After header, which holds seconds or a date. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") {
    return undefined;
  }
  const seconds = Number(header);
  const until = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}

/** Waits, unless the signal says otherwise; then it fails with the signal's reason. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
