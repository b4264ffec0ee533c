// Loaded before the Playground (node --require). The Playground itself listens on every interface and
// outlives its parent; here it keeps to the loopback, and ends when the pipe on its stdin is closed,
// which the operating system does for us even if the bot is killed. A page of another site, or one whose name
// was made to point here (DNS rebinding), gets nothing: it could say anything to the bot as whoever sits there.
"use strict";

const http = require("node:http");
const net = require("node:net");

const LOOPBACK = "127.0.0.1";
const listen = net.Server.prototype.listen;

function isPort(value) {
  return value === undefined || typeof value === "number" || /^\d+$/.test(String(value));
}

net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [where, ...rest] = args;
  if (isPort(where)) {
    const withoutHost = rest.filter((argument) => typeof argument !== "string");
    return listen.call(this, where ?? 0, LOOPBACK, ...withoutHost);
  }
  if (where !== null && typeof where === "object" && "port" in where) {
    return listen.call(this, { ...where, host: LOOPBACK }, ...rest);
  }
  return listen.apply(this, args);
};

const OURS = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;
const REQUESTS = new Set(["request", "upgrade", "checkContinue"]);
const emit = http.Server.prototype.emit;

function isOurs({ host, origin }) {
  return OURS.test(host ?? "") && (origin === undefined || OURS.test(origin.replace(/^http:\/\//, "")));
}

http.Server.prototype.emit = function emitOurs(event, ...args) {
  if (!REQUESTS.has(event) || isOurs(args[0].headers)) return emit.call(this, event, ...args);
  args[0].socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  return true;
};

process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
