import { OrchestratorError } from "./errors.js";
import { type Patience, patiently, pause } from "./retry.js";
import { Transport } from "./transport.js";
import type {
  ContextFetch,
  ContextFetched,
  IntentAccepted,
  IntentEnvelope,
  IntentStatus,
  SessionBackfill,
  SessionSync,
  TurnCommitted,
} from "./wire.js";

export interface Options {
  /** Where the orchestrator answers, such as `https://memory.example.com`. */
  baseUrl: string;
  /** Sent as a bearer token; a function is asked before each attempt. */
  token?: string | (() => string | Promise<string>);
  /** Time for one attempt, in milliseconds. */
  timeoutMs?: number;
  /** Attempts in all; 1 repeats nothing. */
  attempts?: number;
  /** No pause between attempts is longer, in milliseconds. */
  longestPauseMs?: number;
  /** Used in place of the global one. */
  fetch?: typeof fetch;
  /** Used in place of Math.random for the length of pauses. */
  random?: () => number;
}

export interface CallOptions {
  /** Ends the call, its repetitions included. */
  signal?: AbortSignal;
}

export interface IntentOptions extends CallOptions {
  /** Makes repetitions one intent, also across page loads. Without one the call makes one up for its own repetitions. */
  idempotencyKey?: string;
  /** Lets a request outlive its page. Browsers then take 64 KB at most. */
  keepalive?: boolean;
}

export interface WaitOptions extends CallOptions {
  /** STORED: found by recency and words. ENRICHED: everything that follows is done too. */
  until?: "STORED" | "ENRICHED";
  /** In milliseconds. */
  timeoutMs?: number;
}

/** Sends intents and asks for context. Keeps nothing between calls, so one instance serves a whole application. */
export class MemoryOrchestrator {
  readonly #transport: Transport;
  readonly #patience: Patience;

  constructor(options: Options) {
    this.#transport = new Transport(
      options.baseUrl,
      options.token,
      options.timeoutMs ?? 10_000,
      options.fetch ?? ((input, init) => fetch(input, init)),
    );
    this.#patience = {
      attempts: options.attempts ?? 4,
      firstPauseMs: 250,
      longestPauseMs: options.longestPauseMs ?? 10_000,
      random: options.random ?? Math.random,
    };
  }

  /** A turn has become part of a conversation. Returns once it is durable. */
  onTurnCommitted(turn: TurnCommitted, options: IntentOptions = {}): Promise<IntentAccepted> {
    const key = options.idempotencyKey ?? turn.idempotencyKey ?? undefined;
    return this.#intent("/v1/intents/turn-committed", turn, key, options);
  }

  /** The whole transcript of a session; what is missing is stored, nothing is removed. Returns once it is durable. */
  syncSession(session: SessionSync, options: IntentOptions = {}): Promise<IntentAccepted> {
    return this.#intent("/v1/intents/session-sync", session, options.idempotencyKey, options);
  }

  /** Does again for stored turns what is done for new ones. The job's id is the intent's. */
  backfillSession(backfill: SessionBackfill, options: IntentOptions = {}): Promise<IntentAccepted> {
    return this.#intent("/v1/intents/session-backfill", backfill, options.idempotencyKey, options);
  }

  /** Several intents in their envelopes, at most 500, in one request; answered in the same order. */
  send(envelopes: readonly IntentEnvelope[], options: IntentOptions = {}): Promise<readonly IntentAccepted[]> {
    return this.#intent("/v1/intents", envelopes, options.idempotencyKey, options);
  }

  /** What is remembered that bears on a question. The answer's texts are data for a prompt, and never instructions. */
  fetchContext(question: ContextFetch, options: CallOptions = {}): Promise<ContextFetched> {
    return this.#call({ method: "POST", path: "/v1/context", body: JSON.stringify(question) }, options);
  }

  /** What became of an intent, readable from the moment it was accepted. */
  intentStatus(intentId: string, options: CallOptions = {}): Promise<IntentStatus> {
    return this.#call({ method: "GET", path: `/v1/intents/${encodeURIComponent(intentId)}` }, options);
  }

  /**
   * Waits until an intent has come as far as asked, or has ended as SKIPPED or FAILED.
   *
   * @throws OrchestratorError when the time is up; the intent goes its way all the same
   */
  async settled(intentId: string, options: WaitOptions = {}): Promise<IntentStatus> {
    const until = options.until ?? "STORED";
    const deadline = Date.now() + (options.timeoutMs ?? 10_000);
    for (let wait = 20; ; wait = Math.min(500, wait * 2)) {
      const report = await this.intentStatus(intentId, options);
      const far = until === "STORED" ? report.status !== "ACCEPTED" : !["ACCEPTED", "STORED"].includes(report.status);
      if (far) {
        return report;
      }
      if (Date.now() + wait > deadline) {
        throw new OrchestratorError(
          `The intent ${intentId} is ${report.status} and not yet ${until}: it goes on without being waited for`,
        );
      }
      await pause(wait, options.signal);
    }
  }

  async #intent<T>(path: string, body: unknown, key: string | undefined, options: IntentOptions): Promise<T> {
    const idempotencyKey = key ?? crypto.randomUUID();
    if (!/^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(idempotencyKey)) {
      throw new OrchestratorError("An idempotency key has 1 to 200 printable ASCII characters");
    }
    // Written once, so that every repetition has the same body and is recognised by it.
    const text = JSON.stringify(body);
    return this.#call(
      { method: "POST", path, body: text, idempotencyKey, keepalive: options.keepalive ?? false },
      options,
    );
  }

  #call<T>(request: Parameters<Transport["exchange"]>[0], options: CallOptions): Promise<T> {
    return patiently(this.#patience, options.signal, (asked) =>
      this.#transport.exchange<T>(request, asked, options.signal),
    );
  }
}
