import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { accepted, refused } from "./examples.js";

const packageFolder = new URL("../../", import.meta.url);

const families: Record<string, string> = {
  "context-fetch": "ContextFetch",
  "context-fetched": "ContextFetched",
  "intent-accepted": "IntentAccepted",
  "intent-envelope": "IntentEnvelope",
  "intent-status": "IntentStatus",
  problem: "Problem",
  "session-backfill": "SessionBackfill",
  "session-sync": "SessionSync",
  "turn-committed": "TurnCommitted",
  "turn-stored": "TurnStored",
};

/** Refused for what a type can say: something is absent, or not one of few. The others need the values. */
const seenByTypes = /^(missing-|wrong-role|unknown-(target|part|kind|status|type|intent|major-version|specversion)|null-user|number-as|data-|turn-with-wrong-role|turn-without-role|turns-not-an-array|item-without|error-without|array$)/;

test("the types are those of the schemas: run `npm run generate` after a change", async () => {
  const generator = (await import(new URL("scripts/generate.mjs", packageFolder).href)) as { generate(): string };

  assert.equal(readFileSync(new URL("src/wire.ts", packageFolder), "utf8"), generator.generate());
});

test("every accepted example has the type of its family", () => {
  const values = Object.entries(families).flatMap(([family, type]) =>
    accepted(family).map(({ name, json }) => ({ label: `${family}/${name}`, type, json })),
  );

  assert.ok(values.length > 30, `only ${values.length} examples were found`);
  assert.deepEqual([...faulty(values)], []);
});

test("what a type can refuse is refused", () => {
  const values = Object.entries(families).flatMap(([family, type]) =>
    refused(family)
      .filter(({ name }) => seenByTypes.test(name))
      .map(({ name, json }) => ({ label: `${family}/${name}`, type, json })),
  );
  const found = faulty(values);

  assert.ok(values.length > 30, `only ${values.length} examples were found`);
  assert.deepEqual(
    values.map((each) => each.label).filter((label) => !found.has(label)),
    [],
  );
});

/** Compiles each value against its type, and answers the labels of those that do not fit. */
function faulty(values: { label: string; type: string; json: unknown }[]): Set<string> {
  const types = [...new Set(values.map((each) => each.type))];
  const lines = [`import type { ${types.join(", ")} } from "./wire.js";`];
  values.forEach(({ type, json }, index) => {
    // By way of a name, because fields that nobody knows are ignored and a literal must not have any.
    lines.push(`const value${index} = ${JSON.stringify(json)} as const; export const typed${index}: ${type} = value${index};`);
  });
  const file = fileURLToPath(new URL("src/examples.virtual.ts", packageFolder));
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, lines.join("\n"), ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? lines.join("\n") : readFile(name));
  const program = ts.createProgram([file], options, host);

  const labels = new Set<string>();
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const line = diagnostic.file?.fileName === file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line : 0;
    labels.add(values[line - 1]?.label ?? ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
  }
  return labels;
}
