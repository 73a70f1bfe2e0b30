import type { Literal, NamedNode, Quad, Quad_Object } from "n3";
import { ValidationError } from "../errors.js";
import { rdf } from "./vocabulary.js";

/** Quads by subject, for reading a graph back. Foreign triples are kept and harm nothing. */
export class Nodes {
  private readonly bySubject = new Map<string, Quad[]>();
  private readonly byClass = new Map<string, string[]>();

  constructor(quads: Iterable<Quad>) {
    for (const quad of quads) this.add(quad);
  }

  /** Takes in a quad, of whatever graph. */
  add(quad: Quad): void {
    const subject = quad.subject.value;
    const known = this.bySubject.get(subject);
    if (known) known.push(quad);
    else this.bySubject.set(subject, [quad]);
    if (quad.predicate.value !== rdf.type.value) return;
    const members = this.byClass.get(quad.object.value);
    if (members) members.push(subject);
    else this.byClass.set(quad.object.value, [subject]);
  }

  /** The distinct instances of a class, sorted. */
  instances(type: NamedNode): string[] {
    return sorted(this.byClass.get(type.value) ?? []);
  }

  /** All triples of a subject. */
  of(subject: string): readonly Quad[] {
    return this.bySubject.get(subject) ?? [];
  }

  objects(subject: string, predicate: NamedNode): Quad_Object[] {
    const found: Quad_Object[] = [];
    for (const quad of this.of(subject)) if (quad.predicate.value === predicate.value) found.push(quad.object);
    return found;
  }

  /** The distinct values of a property, sorted. */
  values(subject: string, predicate: NamedNode): string[] {
    return sorted(this.objects(subject, predicate).map((object) => object.value));
  }

  /** The value of a property that a node may have once; the least where there are several. */
  value(subject: string, predicate: NamedNode): string | null {
    let least: string | null = null;
    for (const quad of this.of(subject)) {
      if (quad.predicate.value !== predicate.value) continue;
      if (least === null || quad.object.value < least) least = quad.object.value;
    }
    return least;
  }

  /**
   * The value of a property that a node must have.
   * @throws ValidationError naming both.
   */
  required(subject: string, predicate: NamedNode): string {
    const value = this.value(subject, predicate);
    if (value === null) throw new ValidationError(`<${subject}> has no ${nameIn(predicate.value)}`);
    return value;
  }

  /**
   * A property as a number, `null` where the node has none.
   * @throws ValidationError where it is no number.
   */
  number(subject: string, predicate: NamedNode): number | null {
    const value = this.value(subject, predicate);
    if (value === null) return null;
    const number = Number(value);
    if (value.trim() === "" || Number.isNaN(number)) {
      throw new ValidationError(`<${subject}> has ${nameIn(predicate.value)} ${JSON.stringify(value)}, which is no number`);
    }
    return number;
  }

  has(subject: string, predicate: NamedNode, object: string): boolean {
    return this.of(subject).some((quad) => quad.predicate.value === predicate.value && quad.object.value === object);
  }
}

/** Strings without duplicates in code-unit order. */
export function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/** The last part of an IRI, for messages. */
export function nameIn(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1);
}

/** Whether a term is a literal. */
export function isLiteral(term: { termType: string }): term is Literal {
  return term.termType === "Literal";
}
