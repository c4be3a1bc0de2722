// The pages that a role can come to by links.
// Addresses of one kind differ by ids alone; of each kind a few are read, for each role.
import { request } from "node:http";

/** What the demonstration calls its accounts, one for each role. */
export const roles = ["analyst", "chair", "board-manager", "agency-lead", "auditor",
  "board-member", "triage-duty", "inspector"];

/** Pages that no link of today leads to: the past, and what is not there. */
const seeds = [
  "/", "/now", "/records", "/activity", "/looking-back", "/search?q=the", "/search?q=zzzz",
  "/password", "/now?list=due-soon", "/looking-back?known_at=2022-06-30",
  "/looking-back?position=100", "/?known_at=2022-06-30", "/now?list=all&known_at=2022-06-30",
  "/findings/F-1?position=400", "/findings/F-1?focus=E-2", "/findings/P16-F5/timeline",
  "/findings/P05-R2", "/records/findings?known_at=2022-06-30", "/actions/A-1?known_at=2026-11-01",
  "/scorecards/neglect?known_at=2022-06-30", "/scorecards/neglect?then=2020-01-01",
  "/scorecards/neglect?true_on=2024-06-30", "/scorecards/neglect?journey_stage=earlyHelp",
  "/scorecards/inventory?status=notAsked", "/indicators/N04/measure?true_on=2024-06-30",
  "/series/S113/chart?true_on=2024-06-30", "/series/S062/chart", "/indicators/N01/measure",
  "/indicators/C26/measure", "/indicators/N10/measure", "/indicators/D09/measure",
  "/questions/Q-C5/panels", "/questions/Q-N5/panels", "/service-register?audience=perpetrators",
];

/** Of the addresses of one kind, as many are read by one role; of forms fewer. Filters can be put
 *  together without end: of one path, as many addresses with a query. */
const mostOfAKind = 3;
const mostForms = 1;
const mostFiltered = 6;

/** Whether something is sent from there. */
export const isForm = (path) => /^\/(records\/[^/?]+\/.+|people\/[^/]+\/password|password|imports\/)/.test(path);

/** "/findings/P02-Fe?focus=E-2" is of the kind "/findings/*?focus". */
export function kindOf(address) {
  const { pathname, searchParams } = new URL(address, "http://board");
  const path = pathname.split("/").map((part) => (/[A-Z0-9]/.test(part) ? "*" : part)).join("/");
  const names = [...new Set(searchParams.keys())].filter((name) => name !== "limit").sort();
  return names.length > 0 ? `${path}?${names.join("&")}` : path;
}

/** The same, but for the day or the position as at which it is looked at. */
export const kindOfToday = (address) =>
  kindOf(address).replace(/\b(known_at|position|true_on|known_since|cursor)&?/g, "").replace(/[?&]$/, "");

/** What a page is built of: its elements, each with its classes and what it stands in. */
export function piecesOf(html) {
  const pieces = new Set();
  const open = [];
  for (const [, end, tag, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)) {
    if (end) {
      while (open.length > 0 && open.pop().tag !== tag);
      continue;
    }
    const names = [...rest.matchAll(/\s(class|role|type|href|aria-[a-z]+)(?:="([^"]*)")?/g)]
      .map(([, name, value]) => (/class|role|type/.test(name) ? value : name));
    const words = `${tag} ${names.sort().join(" ")}`;
    pieces.add(`${open.at(-1)?.words} > ${words}`);
    if (!/^(input|meta|link|br|hr|img|circle|path|rect|line)$/.test(tag) && !rest.endsWith("/")) {
      open.push({ tag, words });
    }
  }
  return pieces;
}

const plain = (text) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'")
  .replaceAll("&quot;", "\"").replaceAll("&lt;", "<").replaceAll("&gt;", ">");

function linksOf(html) {
  return [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, href]) => plain(href))
    .filter((href) => !/^\/(static|api|now\.csv|sign-)|[?&](format|done|min_position)=/.test(href));
}

const send = (address, headers, body) => new Promise((resolve, reject) => {
  const asked = request(address, { method: body === undefined ? "GET" : "POST", headers }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers,
      html: Buffer.concat(parts).toString("utf8") }));
  });
  asked.on("error", reject);
  asked.end(body);
});

/** Asks as that account, with the cookie that signing in gave. */
export async function visitor(address, name) {
  let cookie = "";
  const ask = async (path, form) => {
    const { status, headers, html } = await send(address + path, {
      cookie, accept: "text/html", origin: address,
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
    }, form && new URLSearchParams(form).toString());
    if (headers["set-cookie"]) cookie = headers["set-cookie"][0].split(";")[0];
    return { path, status, html, location: headers.location, type: headers["content-type"] ?? "" };
  };
  const { html } = await ask("/sign-in");
  const [, token] = /name="_token" value="([0-9a-f]+)"/.exec(html);
  const { status } = await ask("/sign-in", { _token: token, name, password: "closing the loop" });
  if (status !== 303) throw new Error(`signing in as ${name} gave ${status}`);
  return ask;
}

/** Every kind of page that the role comes to, some of each: {role, path, from, kind, status, html}. */
export async function crawl(ask, role) {
  const waiting = [...seeds];
  const met = new Map(waiting.map((path) => [path, "nowhere"]));
  const read = new Map();
  const pages = [];
  for (let at = 0; at < waiting.length; ++at) {
    const path = waiting[at];
    const kind = kindOf(path);
    const most = isForm(path) ? mostForms : mostOfAKind;
    const room = [[kind, most], ...(kind.includes("?") ? [[kind.split("?")[0] + "?", mostFiltered]] : [])];
    if (at >= seeds.length && room.some(([name, limit]) => (read.get(name) ?? 0) >= limit)) continue;
    for (const [name] of room) read.set(name, (read.get(name) ?? 0) + 1);
    const answer = await ask(path);
    if (!answer.type.startsWith("text/html")) continue;
    pages.push({ ...answer, role, kind, from: met.get(path) });
    for (const link of linksOf(answer.html)) {
      if (met.has(link)) continue;
      met.set(link, path);
      waiting.push(link);
    }
  }
  return pages;
}
