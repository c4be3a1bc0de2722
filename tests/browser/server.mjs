// A demonstration board served by the program itself, for one run of the tests.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.CLOSELOOP ?? join(root, "build", "dev", "closeloop");

/** The address that serve says on its first line. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const end = said.lastIndexOf("}");
      if (end >= 0) resolve(JSON.parse(said.slice(0, end + 1)).address);
    });
    server.once("exit", (code) => reject(new Error(`serve ended with exit code ${code}`)));
  });
}

export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "closeloop-browser-"));
  execFileSync(program, ["demo", "--data", data], { stdio: ["ignore", "ignore", "inherit"] });
  const server = spawn(program, ["serve", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await addressOf(server);
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      const code = await ended;
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

/** Signs a browser's context in, as that account: those of the demonstration have one password. */
export async function signIn(context, address, name = "analyst", password = "closing the loop") {
  const page = await (await context.request.get(`${address}/sign-in`)).text();
  const token = /name="_token" value="([0-9a-f]+)"/.exec(page)[1];
  const answer = await context.request.post(`${address}/sign-in`, {
    form: { _token: token, name, password },
    maxRedirects: 0,
  });
  if (answer.status() !== 303) throw new Error(`signing in as ${name} gave ${answer.status()}`);
}
