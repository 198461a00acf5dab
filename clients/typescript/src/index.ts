export { MemoryOrchestrator } from "./client.js";
export type { CallOptions, IntentOptions, Options, WaitOptions } from "./client.js";
export { OrchestratorError, RefusedError, UnreachableError } from "./errors.js";
export type * from "./wire.js";
