// Writes src/wire.ts from the JSON Schemas of the contract. Run `npm run generate` after they have changed; a test fails until then.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const schemaFolder = new URL("../../../orchestrator-api/src/main/resources/wire/v1/", import.meta.url);
const target = new URL("../src/wire.ts", import.meta.url);
const suffix = ".schema.json";

/** The TypeScript that belongs to the schemas as they are now. */
export function generate() {
  const schemas = new Map(
    readdirSync(schemaFolder)
      .filter((name) => name.endsWith(suffix))
      .sort()
      .map((name) => [name, JSON.parse(readFileSync(new URL(name, schemaFolder), "utf8"))]),
  );
  const writer = new Writer(schemas);
  for (const [name, schema] of schemas) {
    if (name !== `common${suffix}`) {
      writer.declare(name, schema);
    }
  }
  return writer.text();
}

class Writer {
  constructor(schemas) {
    this.schemas = schemas;
    this.declarations = new Map();
  }

  text() {
    const head =
      "// Written by scripts/generate.mjs from the JSON Schemas under orchestrator-api/src/main/resources/wire/v1. Do not edit.\n";
    return `${head}\n${[...this.declarations.values()].join("\n\n")}\n`;
  }

  /** Declares a named type for an object schema and answers its name. */
  declare(file, schema) {
    const name = schema.title;
    if (this.declarations.has(name)) {
      return name;
    }
    this.declarations.set(name, "");
    const body = schema.allOf ? this.choice(file, schema) : `export interface ${name} ${this.object(file, schema, "")}`;
    this.declarations.set(name, `${comment(schema.description, "")}${body}`);
    return name;
  }

  /** An envelope: the same attributes around a value that follows from the type that is named. */
  choice(file, schema) {
    const { type: _, data: __, ...attributes } = schema.properties;
    const shared = this.object(file, { properties: attributes, required: schema.required }, "");
    const cases = schema.allOf.map((each) => {
      const names = each.if.properties.type.enum.map((name) => JSON.stringify(name)).join(" | ");
      return `  | { type: ${names}; data: ${this.type(file, each.then.properties.data, "  ")} }`;
    });
    return `export type ${schema.title} = ${shared} & (\n${cases.join("\n")}\n);`;
  }

  object(file, schema, indent) {
    const required = new Set(schema.required ?? []);
    const lines = Object.entries(schema.properties ?? {}).map(([name, value]) => {
      const type = this.type(file, value, `${indent}  `);
      const described = value.description ?? this.resolve(file, value)[1].description;
      const optional = required.has(name) ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
      return `${comment(described, `${indent}  `)}${indent}  ${optional};`;
    });
    return `{\n${lines.join("\n")}\n${indent}}`;
  }

  type(file, unresolved, indent) {
    const [from, schema] = this.resolve(file, unresolved);
    if (schema.anyOf && !schema.properties) {
      return [...new Set(schema.anyOf.map((each) => this.type(from, each, indent)))].join(" | ");
    }
    if (schema.enum) {
      return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
    }
    const kinds = [schema.type].flat();
    return kinds.map((kind) => this.kind(from, kind, schema, indent)).join(" | ");
  }

  kind(file, kind, schema, indent) {
    switch (kind) {
      case "string":
      case "boolean":
      case "null":
        return kind;
      case "number":
      case "integer":
        return "number";
      case "array": {
        const item = this.type(file, schema.items, indent);
        return `readonly ${item.includes(" ") ? `(${item})` : item}[]`;
      }
      case "object":
        if (schema.properties) {
          return schema.title ? this.declare(file, schema) : this.object(file, schema, indent);
        }
        return typeof schema.additionalProperties === "object"
          ? `Record<string, ${this.type(file, schema.additionalProperties, indent)}>`
          : "Record<string, unknown>";
      default:
        throw new Error(`No TypeScript is known for the schema type ${JSON.stringify(kind)} in ${file}`);
    }
  }

  resolve(file, schema) {
    if (!schema.$ref) {
      return [file, schema];
    }
    const [path, pointer = ""] = schema.$ref.split("#");
    const name = path || file;
    const found = pointer
      .split("/")
      .filter(Boolean)
      .reduce((node, step) => node?.[step], this.schemas.get(name));
    if (!found) {
      throw new Error(`${file} refers to ${schema.$ref}, which is not there`);
    }
    return this.resolve(name, found);
  }
}

function comment(text, indent) {
  return text ? `${indent}/** ${text.replaceAll("*/", "* /")} */\n` : "";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, generate());
}
