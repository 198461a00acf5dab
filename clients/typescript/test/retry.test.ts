import assert from "node:assert/strict";
import { test } from "node:test";
import { UnreachableError } from "../src/errors.js";
import { patiently, retryAfterMs } from "../src/retry.js";

const now = Date.parse("2026-11-02T18:04:11Z");

test("Retry-After is read as seconds or as a date", () => {
  assert.equal(retryAfterMs("5", now), 5_000);
  assert.equal(retryAfterMs("0", now), 0);
  assert.equal(retryAfterMs("Mon, 02 Nov 2026 18:04:21 GMT", now), 10_000);
});

test("a Retry-After in the past asks for nothing, and nonsense is no answer", () => {
  assert.equal(retryAfterMs("Mon, 02 Nov 2026 18:04:01 GMT", now), 0);
  assert.equal(retryAfterMs("-3", now), 0);
  for (const nonsense of [null, "", " ", "soon"]) {
    assert.equal(retryAfterMs(nonsense, now), undefined);
  }
});

test("pauses grow, stay below the longest, and differ between clients", async () => {
  const lengths: number[] = [];
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((then: () => void, ms: number) => {
    lengths.push(ms);
    return real(then, 0);
  }) as typeof setTimeout;
  try {
    const patience = { attempts: 6, firstPauseMs: 100, longestPauseMs: 1_000, random: () => 0.5 };
    await assert.rejects(
      patiently(patience, undefined, () => Promise.reject(new UnreachableError("away"))),
      UnreachableError,
    );
  } finally {
    globalThis.setTimeout = real;
  }
  assert.deepEqual(lengths, [50, 100, 200, 400, 500]);
});

test("a fault of the program is not tried again", async () => {
  let tried = 0;
  const patience = { attempts: 6, firstPauseMs: 1, longestPauseMs: 1, random: () => 0 };

  await assert.rejects(
    patiently(patience, undefined, () => {
      tried++;
      return Promise.reject(new TypeError("oops"));
    }),
    TypeError,
  );
  assert.equal(tried, 1);
});
