/** The JSON web token by which an App says who it is; refusals are worded as GitHub words them. */
import { verify } from "node:crypto";
import { Refusal } from "./route.ts";
import { signingKey } from "./signing-key.ts";
import type { App, State } from "./state.ts";

const longestSeconds = 600;
/** By how far the App's clock may be ahead. */
const skewSeconds = 60;
const undecodable = "A JSON web token could not be decoded";

/**
 * @returns the App that the token was made for and signed by
 * @throws Refusal 401, or 404 for an App that is unknown
 */
export function verifyAppToken(state: State, token: string): App {
  const [head = "", body = "", signature = ""] = token.split(".");
  const claims = readPart(body);
  if (readPart(head)["alg"] !== "RS256") throw new Refusal(401, undecodable);
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${body}`),
    signingKey().publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw new Refusal(401, undecodable);
  const now = Math.floor(state.now().getTime() / 1000);
  checkTimes(claims, now);
  return issuerOf(state, claims["iss"]);
}

function readPart(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Not even JSON.
  }
  throw new Refusal(401, undecodable);
}

function checkTimes({ iat, exp }: Readonly<Record<string, unknown>>, now: number): void {
  if (typeof iat !== "number" || !Number.isInteger(iat) || iat > now + skewSeconds) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== "number" || exp <= now) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + longestSeconds) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
}

/** Either its id, as a number or as text, or its client id. */
function issuerOf(state: State, issuer: unknown): App {
  if (typeof issuer !== "number" && typeof issuer !== "string") {
    throw new Refusal(401, "'Issuer' claim ('iss') must be an Integer");
  }
  const app = [...state.apps.values()].find(({ id, clientId }) => `${id}` === `${issuer}` || clientId === issuer);
  if (app === undefined) throw new Refusal(404, "Integration not found");
  return app;
}
