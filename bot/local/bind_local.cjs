// Loaded before the Playground (node --require). The Playground itself listens on every interface and
// outlives its parent; here it keeps to the loopback, and ends when the pipe on its stdin is closed,
// which the operating system does for us even if the bot is killed.
"use strict";

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

process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
