// The API's description, as the running program gives it, against a linter.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { root, startServer } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));

test("a linter has nothing to say against the API's description", async () => {
  const server = await startServer();
  const file = join(root, "build", "check", "openapi.json");
  try {
    const answer = await fetch(`${server.address}/api/v1/openapi.json`);
    assert.equal(answer.status, 200);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await answer.text());
  } finally {
    await server.stop();
  }
  const redocly = join(here, "node_modules", "@redocly", "cli", "bin", "cli.js");
  const { code, words } = await new Promise((resolve) =>
    execFile(process.execPath,
      [redocly, "lint", file, "--config", join(here, "redocly.yaml"), "--format=stylish"],
      { cwd: here, env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, words: stdout + stderr })));
  assert.equal(code, 0, words);
});
