import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type IntentAccepted,
  MemoryOrchestrator,
  OrchestratorError,
  type Options,
  RefusedError,
  type TurnCommitted,
  UnreachableError,
} from "../src/index.js";
import { accepted, example } from "./examples.js";
import { type Answer, answering, hangUp, json, leftAddress, silence, text } from "./server.js";

const turn = example("turn-committed", "minimal") as TurnCommitted;
const receipt = example("intent-accepted", "minimal") as IntentAccepted;
const unavailable = example("problem", "minimal");
const taken: Answer = json(202, receipt);

const client = (baseUrl: string, more: Partial<Options> = {}) =>
  new MemoryOrchestrator({ baseUrl, random: () => 0, ...more });

test("an intent whose answer was lost is sent again with the same key and the same body", async (t) => {
  const { url, seen } = await answering(t, hangUp, json(503, unavailable, { "Retry-After": "0" }), taken);

  assert.deepEqual(await client(url).onTurnCommitted(turn), receipt);

  assert.equal(seen.length, 3);
  assert.ok(seen[0]?.headers["idempotency-key"]);
  assert.equal(new Set(seen.map((each) => each.headers["idempotency-key"])).size, 1);
  assert.equal(new Set(seen.map((each) => each.body)).size, 1);
});

test("two intents have two keys", async (t) => {
  const { url, seen } = await answering(t, taken, taken);

  await client(url).onTurnCommitted(turn);
  await client(url).onTurnCommitted(turn);

  assert.notEqual(seen[0]?.headers["idempotency-key"], seen[1]?.headers["idempotency-key"]);
});

test("a key of the caller's, or of the turn's, is the one that is sent", async (t) => {
  const { url, seen } = await answering(t, taken, taken);

  await client(url).onTurnCommitted(turn, { idempotencyKey: "mine" });
  await client(url).onTurnCommitted({ ...turn, idempotencyKey: "the-turn's" });

  assert.deepEqual(seen.map((each) => each.headers["idempotency-key"]), ["mine", "the-turn's"]);
});

test("a key that no header can carry is refused before anything is sent", async (t) => {
  const { url, seen } = await answering(t);

  for (const idempotencyKey of ["", " ", "schlüssel", "a\nb", "x".repeat(201)]) {
    await assert.rejects(client(url).onTurnCommitted(turn, { idempotencyKey }), OrchestratorError);
  }
  assert.equal(seen.length, 0);
});

test("what is refused is not sent again, and says what is wrong", async (t) => {
  const { url, seen } = await answering(t, json(400, example("problem", "full")));

  const refusal: unknown = await client(url).onTurnCommitted(turn).catch((failure: unknown) => failure);

  assert.ok(refusal instanceof RefusedError);
  assert.equal(refusal.code, "invalid_field");
  assert.equal(refusal.problem?.errors?.[1]?.field, "turns[3].role");
  assert.match(refusal.message, /userId is missing/);
  assert.equal(seen.length, 1);
});

test("an orchestrator that stays away is given up after the last attempt, with its own words", async (t) => {
  const down = json(503, unavailable, { "Retry-After": "0" });
  const { url, seen } = await answering(t, down, down, down);

  await assert.rejects(client(url, { attempts: 3 }).onTurnCommitted(turn), /nothing was taken.*503 queue_unavailable/);
  assert.equal(seen.length, 3);
});

test("one that asks for a longer pause than the caller has is not waited for", async (t) => {
  const { url, seen } = await answering(t, json(429, unavailable, { "Retry-After": "3600" }));

  await assert.rejects(client(url).onTurnCommitted(turn), RefusedError);
  assert.equal(seen.length, 1);
});

test("an answer of something in between is told apart", async (t) => {
  const { url } = await answering(t, text(502, "<html>Bad Gateway</html>"), text(200, "<html>Log in</html>"));

  const first = client(url, { attempts: 1 });
  await assert.rejects(first.onTurnCommitted(turn), { code: "http_502" });
  await assert.rejects(first.onTurnCommitted(turn), /no JSON/);
});

test("an attempt has its time, and the next one may be quicker", async (t) => {
  const { url, seen } = await answering(t, silence, taken);

  await client(url, { timeoutMs: 200 }).onTurnCommitted(turn);

  assert.equal(seen.length, 2);
});

test("an address where nobody is says so", async () => {
  const address = await leftAddress();
  const nobody = client(address, { attempts: 2 });

  await assert.rejects(nobody.onTurnCommitted(turn), (failure) => {
    assert.ok(failure instanceof UnreachableError);
    assert.ok(failure.message.startsWith(`${address} cannot be reached: `), failure.message);
    assert.match(failure.message, /ECONNREFUSED/);
    return true;
  });
  assert.throws(() => client("memory.example.com"), /must begin with http/);
});

test("the caller can end a call, also between two attempts", async (t) => {
  const ended = new AbortController();
  const leavingSoonAfter: Answer = (response) => {
    response.on("finish", () => setTimeout(() => ended.abort(new Error("the page was left")), 50));
    json(503, unavailable, { "Retry-After": "5" })(response);
  };
  const { url, seen } = await answering(t, leavingSoonAfter, silence);

  await assert.rejects(client(url).onTurnCommitted(turn, { signal: ended.signal }), /the page was left/);
  assert.equal(seen.length, 1);
});

test("a call that is ended before it begins sends nothing", async (t) => {
  const { url, seen } = await answering(t, taken);

  await assert.rejects(client(url).onTurnCommitted(turn, { signal: AbortSignal.abort(new Error("too late")) }), /too late/);
  assert.equal(seen.length, 0);
});

test("each intent goes to its own address as it is", async (t) => {
  const { url, seen } = await answering(t, taken, taken, taken, json(202, [receipt]));
  const orchestrator = client(`${url}/`, { token: () => Promise.resolve("sesame") });
  const sync = example("session-sync", "full") as Parameters<typeof orchestrator.syncSession>[0];
  const backfill = example("session-backfill", "full") as Parameters<typeof orchestrator.backfillSession>[0];
  const envelope = example("intent-envelope", "full") as Parameters<typeof orchestrator.send>[0][number];

  await orchestrator.onTurnCommitted(turn);
  await orchestrator.syncSession(sync);
  await orchestrator.backfillSession(backfill);
  assert.deepEqual(await orchestrator.send([envelope]), [receipt]);

  assert.deepEqual(
    seen.map(({ method, url: path }) => `${method} ${path}`),
    [
      "POST /v1/intents/turn-committed",
      "POST /v1/intents/session-sync",
      "POST /v1/intents/session-backfill",
      "POST /v1/intents",
    ],
  );
  assert.deepEqual(seen.map((each) => JSON.parse(each.body) as unknown), [turn, sync, backfill, [envelope]]);
  assert.ok(seen.every((each) => each.headers.authorization === "Bearer sesame"));
});

test("context comes back as it was answered, unknown fields included", async (t) => {
  for (const { json: answer } of accepted("context-fetched")) {
    const { url, seen } = await answering(t, json(200, answer));

    assert.deepEqual(await client(url).fetchContext({ userId: "ada", query: "When do I land?" }), answer);
    assert.equal(seen[0]?.url, "/v1/context");
    assert.equal(seen[0]?.headers["idempotency-key"], undefined);
  }
});

test("waiting ends when the intent has come far enough, or has failed", async (t) => {
  const status = (state: string) => json(200, { ...(example("intent-status", "minimal") as object), status: state });
  const { url, seen } = await answering(
    t, status("ACCEPTED"), status("STORED"), status("STORED"), status("ENRICHED"), status("FAILED"), status("ACCEPTED"),
  );
  const orchestrator = client(url);

  assert.equal((await orchestrator.settled("a b/c")).status, "STORED");
  assert.equal((await orchestrator.settled("a", { until: "ENRICHED" })).status, "ENRICHED");
  assert.equal((await orchestrator.settled("a", { until: "ENRICHED" })).status, "FAILED");
  await assert.rejects(orchestrator.settled("a", { timeoutMs: 0 }), /is ACCEPTED and not yet STORED/);
  assert.equal(seen[0]?.url, "/v1/intents/a%20b%2Fc");
});
