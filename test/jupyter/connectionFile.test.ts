import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  addressOf,
  readConnection,
  writeConnection,
  type Connection,
} from "../../src/jupyter/connectionFile.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "connection-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, "kernel.json");

const good: Connection = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  key: "k3y-value",
  signature_scheme: "hmac-sha256",
};

/** The examples of zmq_curve(7), http://api.zeromq.org/4-2:zmq-curve: a client's pair and the server's public key. */
const z85 = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
const secret = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";
const othersPublic = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

describe("connection file", () => {
  it("is read as it was written, by this user only", () => {
    writeConnection(file, good);
    expect(readConnection(file)).toEqual(good);
    if (process.platform !== "win32") expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it("may hold a pair of CurveZMQ keys", () => {
    const encrypted = { ...good, curve_publickey: z85, curve_secretkey: secret };
    writeConnection(file, encrypted);
    expect(readConnection(file)).toEqual(encrypted);
  });

  it("leads to the sockets", () => {
    expect(addressOf(good, "hb")).toBe("tcp://127.0.0.1:5");
    expect(addressOf({ ...good, transport: "ipc", ip: "/run/k" }, "shell")).toBe("ipc:///run/k-1");
  });

  it.each([
    ["{", /not JSON/],
    [JSON.stringify({ ...good, hb_port: "x" }), /hb_port must be an integer/],
    [JSON.stringify({ ...good, transport: "udp" }), /transport must be tcp or ipc/],
    [JSON.stringify({ ...good, signature_scheme: "hmac-md5" }), /signature_scheme must be hmac-sha256/],
    [JSON.stringify({ ...good, curve_publickey: z85 }), /curve_secretkey must be a key of 40 letters/],
    [JSON.stringify({ ...good, curve_secretkey: z85 }), /curve_publickey must be a key of 40 letters/],
    [
      JSON.stringify({ ...good, curve_publickey: "#".repeat(40), curve_secretkey: secret }),
      /curve_publickey must be a key of 40 letters in Z85/,
    ],
    [
      JSON.stringify({ ...good, curve_publickey: othersPublic, curve_secretkey: secret }),
      /curve_publickey and curve_secretkey must be a pair; start the kernel anew$/,
    ],
    [
      JSON.stringify({ ...good, curve_publickey: z85, curve_secretkey: `k3y-value${z85}` }),
      /curve_secretkey must be a key/,
    ],
  ])("says what is wrong, never the key", (text, message) => {
    fs.writeFileSync(file, text);
    expect(() => readConnection(file)).toThrow(message);
    expect(() => readConnection(file)).not.toThrow(/k3y-value/);
  });
});
