// Written by scripts/generate.mjs from the JSON Schemas under orchestrator-api/src/main/resources/wire/v1. Do not edit.

/** fetchContext: what is remembered that bears on this. Topic memory.context-fetch.v1 (request/reply), POST /v1/context. */
export interface ContextFetch {
  /** The tenant; absent means the tenant called default. */
  tenantId?: string | null | undefined;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  userId: string;
  /** The conversation going on, whose last turns belong to the context. */
  sessionId?: string | null | undefined;
  /** The question; absent asks for the recent turns of the session only. */
  query?: string | null | undefined;
  /** Items at most; absent counts as 20. */
  limit?: number | null | undefined;
  /** Size of the rendered block at most, in tokens; absent for the configured one. */
  tokenBudget?: number | null | undefined;
  /** The lists to draw from; absent or empty means all that are on. */
  include?: readonly ("recent" | "words" | "vectors" | "nodes" | "mem0")[] | null | undefined;
  /** Narrows what is searched, within this user's turns. */
  filters?: ContextFilters | null | undefined;
  /** Candidate list size where the vector search uses an approximate index; absent for the configured one. */
  efSearch?: number | null | undefined;
  /** Answer by then with what there is; absent for the configured one. */
  deadlineMs?: number | null | undefined;
  /** What features of ranking count in this call, by their names in weights.properties, such as recency, importance, speaker; absent for the configured ones. */
  weights?: Record<string, number> | null | undefined;
  /** Whether the answer says why each item stands where it stands; absent counts as false. */
  explain?: boolean | null | undefined;
  /** Ids of turns or notes of which the answer also says why they are not among the items. */
  explainIds?: readonly string[] | null | undefined;
}

/** Narrows what is searched, within this user's turns. */
export interface ContextFilters {
  /** An optional name that a turn is filed under. */
  sessionId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  threadId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  agentId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  namespace?: string | null | undefined;
  /** Empty means any. */
  roles?: readonly ("user" | "assistant" | "system" | "tool")[] | null | undefined;
  /** By occurredAt, inclusive. */
  since?: string | null | undefined;
  /** By occurredAt, exclusive. */
  until?: string | null | undefined;
}

/** The answer to fetchContext: the body of POST /v1/context, and the reply on memory.context-fetched.v1. */
export interface ContextFetched {
  /** Names this answer. The block carries it, so that its echo is recognised and never stored. */
  contextId: string;
  /** Best first. */
  items: readonly ContextItem[];
  /** The items rendered as labelled data for a prompt, cut at turn boundaries to the token budget. */
  block: string;
  /** Size of the block. */
  tokens: number;
  /** What is missing and why, such as "vectors: deadline"; empty when nothing is. */
  degraded: readonly string[];
  /** Milliseconds by stage, and total. */
  timings: Record<string, number>;
  /** Where they were asked for: one for each item in order, then one for each id that was asked about and is not among the items. */
  explanations?: readonly ContextExplanation[] | null | undefined;
  /** Names the state of the feature flags that it was answered under. */
  flags?: string | undefined;
}

/** One remembered thing. Its text is untrusted data: never instructions. */
export interface ContextItem {
  /** The stored turn's id, the provider's id of a note, or node:kind:key of what is kept in a memory node. */
  id: string;
  kind: "turn" | "note" | "summary" | "fact" | "entity";
  /** The conversation it came from; null or absent for what is not a turn. */
  sessionId?: string | null | undefined;
  /** Who said it; null or absent for what is not a turn. */
  role?: "user" | "assistant" | "system" | "tool" | null | undefined;
  /** Redacted. */
  text: string;
  occurredAt?: string | null | undefined;
  /** The client's own id for the turn. */
  turnId?: string | null | undefined;
  /** The lists that found it: recent, words, vectors, nodes, mem0. */
  source: readonly string[];
  /** What it was ranked by; higher is better. */
  score: number;
  /** What the score is made of, by name. */
  scoreParts: Record<string, number>;
}

/** Why something stands where it stands in an answer, or is not in it. */
export interface ContextExplanation {
  /** The item's id, as handed out or as asked about. */
  id: string;
  /** Among the items, from 1; null or absent when it is not one of them. */
  place?: number | null | undefined;
  /** In which place each list found it, from 1; a list that did not find it is absent. */
  ranks: Record<string, number>;
  /** What it was ranked by; 0 when it was not ranked. */
  score: number;
  /** What the score is made of, by name. */
  scoreParts: Record<string, number>;
  /** In words for a person. */
  reason: string;
}

/** The body of a 202: the broker has acknowledged the intent. */
export interface IntentAccepted {
  /** Names one intent; sending the same id again has no second effect. */
  intentId: string;
  /** ACCEPTED: the broker has it. STORED: the database has committed its effect. ENRICHED: everything that follows a commit is done too. SKIPPED: handled without anything to store. FAILED: it will not be stored. The reason says why for the last two. */
  status: "ACCEPTED" | "STORED" | "ENRICHED" | "SKIPPED" | "FAILED";
  /** Where to read what becomes of it, at once. */
  statusUrl: string;
}

/** Any intent in its CloudEvents envelope: the body of POST /v1/intents, alone or in an array. On Kafka the same attributes are ce_ headers and the data is the record's value. */
export type IntentEnvelope = {
  /** Of CloudEvents; absent means 1.0. */
  specversion?: "1.0" | null | undefined;
  /** Unique per intent; absent lets the orchestrator choose one. */
  id?: string | null | undefined;
  /** Who emitted it. */
  source?: string | null | undefined;
  /** When it was emitted. */
  time?: string | null | undefined;
} & (
  | { type: "onTurnCommitted" | "io.memoryorchestrator.turn-committed.v1"; data: TurnCommitted }
  | { type: "syncSession" | "io.memoryorchestrator.session-sync.v1"; data: SessionSync }
  | { type: "backfillSession" | "io.memoryorchestrator.session-backfill.v1"; data: SessionBackfill }
  | { type: "fetchContext" | "io.memoryorchestrator.context-fetch.v1"; data: ContextFetch }
);

/** onTurnCommitted: a turn has become part of a conversation. Topic memory.turn-committed.v1, POST /v1/intents/turn-committed. */
export interface TurnCommitted {
  /** The tenant; absent means the tenant called default. */
  tenantId?: string | null | undefined;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  userId: string;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  sessionId: string;
  /** An optional name that a turn is filed under. */
  threadId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  agentId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  namespace?: string | null | undefined;
  /** The client's own id for the turn, unique within the session; absent lets the orchestrator derive one. */
  turnId?: string | null | undefined;
  /** The turn's place in its session; absent orders it by occurredAt. */
  seq?: number | null | undefined;
  /** Who said it. */
  role: "user" | "assistant" | "system" | "tool";
  /** What was said; never blank. Personal data is replaced by placeholders before it reaches a disk. */
  content: string;
  /** ISO-8601, in UTC. */
  occurredAt: string;
  /** A free JSON object, redacted like the content. */
  metadata?: Record<string, unknown> | null | undefined;
  /** 0 (noise) to 1 (must not be forgotten); absent counts as 0.5. */
  importance?: number | null | undefined;
  /** The sender's key for this intent. Over HTTP the header Idempotency-Key says the same. */
  idempotencyKey?: string | null | undefined;
}

/** syncSession: the whole transcript of a session as its owner sees it. What is missing is stored; nothing is removed. Topic memory.session-sync.v1, POST /v1/intents/session-sync. */
export interface SessionSync {
  /** The tenant; absent means the tenant called default. */
  tenantId?: string | null | undefined;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  userId: string;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  sessionId: string;
  /** An optional name that a turn is filed under. */
  threadId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  agentId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  namespace?: string | null | undefined;
  /** In the order they were said. */
  turns: readonly TranscriptTurn[];
}

/** One turn of a transcript. The session's labels are its labels. */
export interface TranscriptTurn {
  /** The client's own id for the turn, unique within the session; absent lets the orchestrator derive one. */
  turnId?: string | null | undefined;
  /** The turn's place in its session; absent orders it by occurredAt. */
  seq?: number | null | undefined;
  /** Who said it. */
  role: "user" | "assistant" | "system" | "tool";
  /** What was said; never blank. Personal data is replaced by placeholders before it reaches a disk. */
  content: string;
  /** When it was said; absent where the transcript does not tell. */
  occurredAt?: string | null | undefined;
  /** A free JSON object, redacted like the content. */
  metadata?: Record<string, unknown> | null | undefined;
  /** 0 (noise) to 1 (must not be forgotten); absent counts as 0.5. */
  importance?: number | null | undefined;
}

/** backfillSession: do again for stored turns what is done for new ones. Topic memory.session-backfill.v1, POST /v1/intents/session-backfill. */
export interface SessionBackfill {
  /** Which turns. It names a tenant, a user, a user's session, or everything in so many words: nothing is widened by leaving a field out, so none of them may be null. */
  scope: BackfillScope;
  /** What to do again. */
  targets: readonly ("embeddings" | "mem0" | "cache")[];
  /** From this moment on, by occurredAt, inclusive. */
  since?: string | null | undefined;
  /** Up to this moment, by occurredAt, exclusive. */
  until?: string | null | undefined;
  /** Turns a second at most; absent for as fast as the targets allow. */
  rate?: number | null | undefined;
  /** Count only. */
  dryRun?: boolean | null | undefined;
}

/** Which turns. It names a tenant, a user, a user's session, or everything in so many words: nothing is widened by leaving a field out, so none of them may be null. */
export interface BackfillScope {
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  tenantId?: string | undefined;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  userId?: string | undefined;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  sessionId?: string | undefined;
  /** Every turn of every tenant. */
  all?: boolean | undefined;
}

/** What became of an intent: the body of GET /v1/intents/{id}. */
export interface IntentStatus {
  /** Names one intent; sending the same id again has no second effect. */
  intentId: string;
  /** The intent as users say it. */
  type: "onTurnCommitted" | "syncSession" | "backfillSession" | "fetchContext";
  /** ACCEPTED: the broker has it. STORED: the database has committed its effect. ENRICHED: everything that follows a commit is done too. SKIPPED: handled without anything to store. FAILED: it will not be stored. The reason says why for the last two. */
  status: "ACCEPTED" | "STORED" | "ENRICHED" | "SKIPPED" | "FAILED";
  /** Why it was skipped or failed, as a stable code. */
  reason?: string | null | undefined;
  /** ISO-8601, in UTC. */
  acceptedAt: string;
  /** ISO-8601, in UTC. */
  updatedAt: string;
  /** The turns it stands for, stored by it or found stored already. */
  turnIds: readonly string[];
  /** What follows the commit, one entry for each. */
  steps: readonly IntentStep[];
}

export interface IntentStep {
  /** stored, embedded, or an adapter's name. */
  name: string;
  /** Turns that are through this step. */
  done: number;
  /** Turns that this step concerns. */
  of: number;
  /** Turns that will not get through it. */
  failed: number;
}

/** Problem details (RFC 9457, application/problem+json) with a stable code. No value that was sent is repeated in it. */
export interface Problem {
  /** A URI reference for the kind of problem; absent means about:blank. */
  type?: string | null | undefined;
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened, why, and what to do. */
  detail: string;
  /** Stable, for programs. */
  code: string;
  instance?: string | null | undefined;
  /** One entry for each field that is wrong. */
  errors?: readonly FieldError[] | null | undefined;
}

export interface FieldError {
  /** Path of the field, such as turns[3].role. */
  field: string;
  message: string;
}

/** The event that follows a commit, on memory.turn-stored.v1: the turn exactly as stored, redacted. It may arrive more than once; a repeated turnId is the same turn. */
export interface TurnStored {
  /** Deterministic: the same turn always has the same one. */
  turnId: string;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  tenantId: string;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  userId: string;
  /** An id that people choose: 1 to 200 characters, not blank, no colon (it joins the parts of the record key), no control character. */
  sessionId: string;
  /** Its place in the session: the client's seq, else occurredAt in microseconds since 1970. */
  position: number;
  /** Who said it. */
  role: "user" | "assistant" | "system" | "tool";
  /** What was said; never blank. Personal data is replaced by placeholders before it reaches a disk. */
  content: string;
  /** ISO-8601, in UTC. */
  occurredAt: string;
  /** An optional name that a turn is filed under. */
  threadId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  agentId?: string | null | undefined;
  /** An optional name that a turn is filed under. */
  namespace?: string | null | undefined;
  /** A free JSON object, redacted. */
  metadata: Record<string, unknown>;
  importance: number;
  /** The client's own id for the turn. */
  clientTurnId?: string | null | undefined;
  /** Names one intent; sending the same id again has no second effect. */
  intentId: string;
  /** When the database committed. */
  storedAt: string;
}
