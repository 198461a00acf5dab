import type { Problem } from "./wire.js";

/** Anything that keeps a call from being answered. */
export class OrchestratorError extends Error {
  override name = "OrchestratorError";
}

/** The orchestrator answered, and refused. Sending the same again would be refused again, unless `retryable`. */
export class RefusedError extends OrchestratorError {
  override name = "RefusedError";
  readonly status: number;
  /** Stable, for programs; `http_<status>` when the answer came from something in between that knows no codes. */
  readonly code: string;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(
      problem
        ? `${problem.detail} [${status} ${problem.code}]`
        : `The answer was ${status}, without saying why: something between here and the orchestrator gave it`,
    );
    this.status = status;
    this.code = problem?.code ?? `http_${status}`;
    this.problem = problem;
  }

  get retryable(): boolean {
    return [408, 425, 429, 502, 503, 504].includes(this.status);
  }
}

/** No answer came: the address is wrong, the network is away, or the time was up. It is not known whether it arrived. */
export class UnreachableError extends OrchestratorError {
  override name = "UnreachableError";
}
