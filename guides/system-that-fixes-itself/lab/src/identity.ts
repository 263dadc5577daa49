/**
 * Who is calling: a signed token from an OpenID Connect issuer, whose public keys are fetched from it.
 * The cluster that a caller may act for stands in the token, never in the request.
 */
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from "@nestjs/common";
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { createServer } from "node:http";

export interface Caller {
  role: "executor" | "person";
  clusterId: string;
}

const AUDIENCE = "healing-backend";

// begin: signed
@Injectable()
export class Signed implements CanActivate {
  private readonly keys = createRemoteJWKSet(new URL(`${process.env.LAB_ISSUER}/jwks`));

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const token = String(request.headers.authorization ?? "").replace(/^Bearer /, "");
    const expected = { issuer: process.env.LAB_ISSUER, audience: AUDIENCE };
    const checked = await jwtVerify(token, this.keys, expected).catch(() => null);
    if (checked === null) throw new UnauthorizedException();
    request.caller = { role: checked.payload.role, clusterId: checked.payload.cluster_id };
    return true;
  }
}
// end: signed

export interface Issuer {
  url: string;
  sign(caller: Caller): Promise<string>;
  stop(): void;
}

/** The lab's own issuer; a real one is a product of its own. */
export async function startIssuer(port: number): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: "RS256", kid: "lab" }] });
  const server = createServer((_, response) => response.setHeader("content-type", "application/json").end(keys));
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${port}`;
  const sign = ({ role, clusterId }: Caller) =>
    new SignJWT({ role, cluster_id: clusterId })
      .setProtectedHeader({ alg: "RS256", kid: "lab" })
      .setIssuer(url).setAudience(AUDIENCE).setExpirationTime("1h").sign(privateKey);
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, sign, stop };
}
