import type { GraphIndex } from "./graph-index.js";
import { type ClaimInContext, edgeStatement, ownStatements, type Statement } from "./statements.js";

/** Claims that can't all hold, joined wherever one contradicts another. */
export interface Contradiction {
  /** The least id of its claims: the same on every run. */
  readonly id: string;
  /** Node number of what it is about. */
  readonly about: number;
  /** What both sides claim differently; each has the claims of this contradiction alone. */
  readonly positions: readonly Position[];
  /** Counts of the same thing in the same role, contested or not, for one scale; empty where it is not about numbers. */
  readonly counts: readonly Statement[];
}

/** One of the things that are said: a statement affirmed, or denied. */
export interface Position {
  readonly statement: Statement;
  readonly denied: boolean;
  readonly claims: readonly ClaimInContext["claim"][];
}

/** Every statement with a contested claim, found in one pass. */
function contestedStatements(graph: GraphIndex): Statement[] {
  const found: Statement[] = [];
  for (let node = 0; node < graph.nodes.length; node++) {
    if (graph.nodeClaims[node] === graph.nodeClaims[node + 1]) continue;
    for (const statement of ownStatements(graph, node)) if (isContested(statement)) found.push(statement);
  }
  for (let edge = 0; edge < graph.edges.length; edge++) {
    const statement = edgeStatement(graph, edge);
    if (isContested(statement)) found.push(statement);
  }
  return found;
}

function isContested(statement: Statement): boolean {
  return statement.claims.some((claim) => claim.contradicts?.length > 0);
}

/** All contradictions of a graph, those with most claims first. */
export function findContradictions(graph: GraphIndex): Contradiction[] {
  const byClaim = new Map<string, ClaimInContext>();
  for (const statement of contestedStatements(graph)) {
    for (const claim of statement.claims) if (claim.contradicts?.length > 0) byClaim.set(claim.id, { claim, statement });
  }
  const done = new Set<string>();
  const contradictions: Contradiction[] = [];
  for (const id of [...byClaim.keys()].sort()) {
    if (done.has(id)) continue;
    const members: ClaimInContext[] = [];
    const queue = [id];
    done.add(id);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const member = byClaim.get(next);
      if (!member) continue;
      members.push(member);
      for (const other of member.claim.contradicts) {
        if (done.has(other)) continue;
        done.add(other);
        queue.push(other);
      }
    }
    if (members.length > 0) contradictions.push(contradiction(graph, id, members));
  }
  return contradictions.sort((a, b) => claimsIn(b) - claimsIn(a) || (a.id < b.id ? -1 : 1));
}

/** How many claims stand against each other. */
export function claimsIn(contradiction: Contradiction): number {
  return contradiction.positions.reduce((sum, position) => sum + position.claims.length, 0);
}

function contradiction(graph: GraphIndex, id: string, members: readonly ClaimInContext[]): Contradiction {
  const positions = new Map<string, { statement: Statement; denied: boolean; claims: ClaimInContext["claim"][] }>();
  for (const { claim, statement } of members) {
    const denied = claim.polarity === "negative";
    const key = `${denied} ${statement.id}`;
    const position = positions.get(key) ?? { statement, denied, claims: [] };
    position.claims.push(claim);
    positions.set(key, position);
  }
  const list = [...positions.values()].sort((a, b) => Number(a.denied) - Number(b.denied) || size(a.statement) - size(b.statement));
  const about = list[0]!.statement.subject;
  const roles = new Set(list.flatMap(({ statement }) => (statement.quantity ? [statement.quantity.role] : [])));
  const units = new Set(list.map(({ statement }) => statement.quantity?.unit ?? null));
  const counts =
    roles.size === 0
      ? []
      : ownStatements(graph, about).filter(({ quantity }) => quantity && roles.has(quantity.role) && units.has(quantity.unit ?? null));
  return { id, about, positions: list, counts };
}

function size({ quantity }: Statement): number {
  return quantity?.max ?? quantity?.min ?? 0;
}
