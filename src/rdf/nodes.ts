import type { NamedNode, Quad, Quad_Object } from "n3";
import { ensure } from "../collections.js";
import { ValidationError } from "../errors.js";
import { rdf } from "./vocabulary.js";

/** Quads by subject, for reading a graph back. Foreign triples are kept and harm nothing. */
export class Nodes {
  private readonly bySubject = new Map<string, Quad[]>();
  private readonly byClass = new Map<string, string[]>();
  private byObject: Map<string, Quad[]> | undefined;

  constructor(quads: Iterable<Quad>) {
    for (const quad of quads) this.add(quad);
  }

  /** Takes in a quad, of whatever graph. */
  add(quad: Quad): void {
    const subject = quad.subject.value;
    ensure(this.bySubject, subject, () => []).push(quad);
    this.byObject = undefined;
    if (quad.predicate.value === rdf.type.value) ensure(this.byClass, quad.object.value, () => []).push(subject);
  }

  /** The distinct instances of a class, sorted. */
  instances(type: NamedNode): string[] {
    return sorted(this.byClass.get(type.value) ?? []);
  }

  /** All triples of a subject. */
  of(subject: string): readonly Quad[] {
    return this.bySubject.get(subject) ?? [];
  }

  /** All triples whose object is this node; the index is made at the first call. */
  to(object: string): readonly Quad[] {
    if (!this.byObject) {
      this.byObject = new Map();
      for (const quads of this.bySubject.values()) {
        for (const quad of quads) if (quad.object.termType === "NamedNode") ensure(this.byObject, quad.object.value, () => []).push(quad);
      }
    }
    return this.byObject.get(object) ?? [];
  }

  /** Labels of the blank nodes, sorted. */
  blank(): string[] {
    const found: string[] = [];
    for (const quads of this.bySubject.values()) {
      for (const { subject, object } of quads)
        for (const term of [subject, object]) if (term.termType === "BlankNode") found.push(term.value);
    }
    return sorted(found);
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
