import { StoreError } from "../errors.js";
import { type Authorizer, authorizer, type Credentials } from "./http-auth.js";

/** Characters of a server's own words that an error passes on. */
const LONGEST_REASON = 300;

/** A client of one graph of a store that speaks the SPARQL 1.1 Graph Store HTTP Protocol. */
export class GraphStoreClient {
  private authorize: Authorizer | undefined;

  /**
   * @param url the graph's address.
   * @param who sent to this very origin alone, and only where it asks for it; redirections are not followed.
   * @param timeout milliseconds that a request may take.
   */
  constructor(
    private readonly url: URL,
    private readonly who: Credentials | undefined,
    private readonly timeout: number,
  ) {}

  /**
   * Replaces the graph (PUT) or adds to it (POST).
   * @throws StoreError naming the endpoint, the status and the server's reason.
   */
  async send(method: "PUT" | "POST", turtle: string): Promise<void> {
    let response = await this.request(method, turtle);
    if (response.status === 401 && this.who) {
      // A second refusal with a fresh nonce is a wrong password; with "stale" it is only an old nonce.
      this.authorize = this.answerTo(response, this.who);
      await response.body?.cancel();
      response = await this.request(method, turtle);
    }
    if (response.ok) {
      await response.body?.cancel();
      return;
    }
    throw await this.refused(response);
  }

  private async request(method: string, body: string): Promise<Response> {
    const headers: Record<string, string> = { "Content-Type": "text/turtle; charset=utf-8" };
    if (this.authorize) headers.Authorization = this.authorize({ method, uri: this.url.pathname + this.url.search });
    try {
      return await fetch(this.url, { method, headers, body, redirect: "manual", signal: AbortSignal.timeout(this.timeout) });
    } catch (error) {
      throw new StoreError(`${this.place()}: ${failure(error as Error, this.timeout)}`);
    }
  }

  private answerTo(response: Response, who: Credentials): Authorizer {
    const header = response.headers.get("www-authenticate") ?? "";
    const answer = authorizer(header, who);
    if (!answer)
      throw new StoreError(`${this.place()}: 401, and asks for a way to log in that is not supported (${header || "none named"})`);
    return answer;
  }

  private async refused(response: Response): Promise<StoreError> {
    const place = this.place();
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return new StoreError(
        `${place}: ${response.status}, points to ${response.headers.get("location")}; give that address if you trust it`,
      );
    }
    if (response.status === 401) {
      await response.body?.cancel();
      return new StoreError(
        `${place}: 401, ${this.who ? `user ${this.who.user} or the password is wrong` : "asks for a user: use --user"}`,
      );
    }
    const text = (await response.text().catch(() => ""))
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    const reason = text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
    return new StoreError(`${place}: ${response.status} ${response.statusText}${reason === "" ? "" : `: ${reason}`}`);
  }

  /** The address without its query, for messages. */
  private place(): string {
    return this.url.origin + this.url.pathname;
  }
}

function failure(error: Error, timeout: number): string {
  if (error.name === "TimeoutError") return `no answer within ${timeout / 1000} s`;
  const cause = error.cause as (Error & { code?: string }) | undefined;
  const reasons: Record<string, string> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no such host",
    ECONNRESET: "the connection was broken off",
  };
  return reasons[cause?.code ?? ""] ?? cause?.message ?? error.message;
}
