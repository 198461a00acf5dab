import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../../orchestrator-api/src/main/resources/wire/v1/examples/", import.meta.url);

export interface Example {
  name: string;
  json: unknown;
}

/** The golden files of a family that every reader accepts. */
export function accepted(family: string): Example[] {
  return filesIn(new URL(`${family}/`, root));
}

/** The golden files of a family that every reader refuses. */
export function refused(family: string): Example[] {
  return filesIn(new URL(`${family}/refused/`, root));
}

export function example(family: string, name: string): unknown {
  const found = accepted(family).find((each) => each.name === name);
  if (!found) {
    throw new Error(`there is no example ${family}/${name}`);
  }
  return found.json;
}

function filesIn(folder: URL): Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({
      name: name.replace(/\.json$/, ""),
      json: JSON.parse(readFileSync(new URL(name, folder), "utf8")),
    }));
}
