import { article, as, comma, firstOf, inflected, pluralOf, preposition, the, under, type Word, word } from "./grammar-words.js";

/** Words by class, and the past form and participle of irregular verbs. */
export interface GrammarWords {
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly irregular: ReadonlyMap<string, readonly [string, string]>;
}

type Choices<T> = readonly (readonly [number, () => T])[];

/** Makes the phrases of news from a conflict with their trees: people, things and groups, places and times, verbs. */
export class Phrases {
  constructor(
    private readonly words: GrammarWords,
    private readonly random: () => number,
  ) {}

  protected chance(p: number): boolean {
    return this.random() < p;
  }

  protected pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  protected any(name: string): string {
    return this.pick(this.words.classes.get(name)!);
  }

  /** One of the alternatives, each as often as its weight says. */
  protected of<T>(choices: Choices<T>): T {
    let at = this.random() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of choices) {
      at -= weight;
      if (at < 0) return make();
    }
    return choices.at(-1)![1]();
  }

  protected maybe<T>(p: number, make: () => T): T[] {
    return this.chance(p) ? [make()] : [];
  }

  // ——— noun phrases ———

  protected noun(lemma: string, plural: boolean, deprel: string): Word {
    const parts = lemma.split(" ");
    const head = parts.pop()!;
    const made = word(plural ? pluralOf(head) : head, plural ? "NNS" : "NN", deprel, head);
    return under(
      made,
      parts.map((p) => word(p, "NN", "compound")),
    );
  }

  private adjectives(p: number): Word[] {
    if (!this.chance(p)) return [];
    const parts = this.any("adjective").split(" ");
    const last = parts.pop()!;
    return [
      under(
        word(last, "JJ", "amod", last.toLowerCase()),
        parts.map((p) => word(p, "RB", "advmod")),
      ),
    ];
  }

  protected demonym(): Word {
    return word(this.any("demonym"), "JJ", "amod");
  }

  protected number(): Word {
    const digits = this.chance(0.5);
    const text = digits ? String(2 + Math.floor(this.random() ** 3 * 400)) : this.any("number");
    const n = word(text, "CD", "nummod");
    return this.of([
      [6, () => n],
      [1, () => under(n, [under(word("least", "JJS", "nmod", "least", "ADJ"), [preposition("at")])])],
      [1, () => under(n, [under(word("more", "JJR", "advmod", "more", "ADJ"), [], [word("than", "IN", "fixed")])])],
      [1, () => under(n, [word(this.pick(["about", "nearly", "almost", "around"]), "RB", "advmod")])],
    ]);
  }

  /** People: "two policemen and a civilian", "Ugandan soldiers", "a gunman", "the rebels", "dozens of villagers". */
  protected people(deprel: string, list = 0.18): Word {
    const first = this.of([
      [5, () => this.counted("person")],
      [3, () => this.bare("person")],
      [2, () => this.definite("person")],
      [2, () => this.single("person")],
      [1, () => this.dozens("person")],
      [1, () => this.with("person", "their")],
    ]);
    const next = () => this.pick([() => this.single("person"), () => this.counted("person"), () => this.bare("person")])();
    return as(this.chance(list) ? this.listed(first, next) : first, deprel);
  }

  private counted(name: string): Word {
    const noun = this.noun(this.any(name), true, "x");
    return under(noun, [this.number(), ...this.maybe(0.2, () => this.demonym()), ...this.adjectives(0.15)]);
  }

  protected bare(name: string): Word {
    const noun = under(this.noun(this.any(name), true, "x"), [...this.maybe(0.35, () => this.demonym()), ...this.adjectives(0.3)]);
    if (name !== "person" || !this.chance(0.1)) return noun;
    // "militants loyal to Hamas"
    const side = under(this.organisation("obl"), [preposition("to")]);
    return under(noun, [], [under(word(this.pick(["loyal", "close", "allied"]), "JJ", "amod"), [], [side])]);
  }

  protected definite(name: string): Word {
    return under(this.noun(this.any(name), this.chance(0.7), "x"), [the(), ...this.adjectives(0.2)]);
  }

  /** "their homes" */
  private with(name: string, owner: string): Word {
    return under(this.noun(this.any(name), true, "x"), [word(owner, "PRP$", "nmod", owner === "their" ? "they" : owner)]);
  }

  protected single(name: string): Word {
    const rest = under(this.noun(this.any(name), false, "x"), [...this.maybe(0.2, () => this.demonym()), ...this.adjectives(0.25)]);
    return under(rest, [article(firstOf(rest))]);
  }

  private dozens(name: string): Word {
    const many = this.pick(["dozen", "hundred", "score", "thousand"]);
    const inner = under(this.noun(this.any(name), true, "nmod"), [preposition("of"), ...this.adjectives(0.2)]);
    return under(word(`${many}s`, "NNS", "x", many), [], [inner]);
  }

  /** "a tank and two guns", "a tank, a truck and two guns" */
  protected listed(first: Word, next: () => Word): Word {
    const last = under(as(next(), "conj"), [word("and", "CC", "cc")]);
    const middle = this.maybe(0.35, () => under(as(next(), "conj"), [comma()]));
    return under(first, [], [...middle, last]);
  }

  /** A thing that is attacked or seized. */
  protected thing(deprel: string): Word {
    const one = () =>
      this.of([
        [3, () => this.single("things")],
        [3, () => this.definite("things")],
        [2, () => this.counted("things")],
        [1, () => this.with("things", this.pick(["their", "its"]))],
        [1, () => this.group("x")],
      ]);
    const made = this.chance(0.2) ? this.listed(one(), one) : one();
    return as(this.chance(0.25) ? under(made, [], [this.at("nmod")]) : made, deprel);
  }

  /** A body of people: "the army", "government forces", "Hamas", "the Lakwa Front", "fighters of the PKK". */
  protected group(deprel: string): Word {
    const forces = () =>
      this.pick([
        word("government", "NN", "compound"),
        word("security", "NN", "compound"),
        this.demonym(),
        word("coalition", "NN", "compound"),
      ]);
    const ofOrganisation = () => under(this.organisation("nmod"), [preposition("of")]);
    return as(
      this.of([
        [3, () => under(this.noun(this.any("group"), false, "x"), [the(), ...this.maybe(0.4, () => this.demonym())])],
        [3, () => this.organisation("x")],
        [2, () => under(word("forces", "NNS", "x", "force"), [forces()])],
        [2, () => under(word("troops", "NNS", "x", "troop"), this.maybe(0.7, forces))],
        [
          1,
          () => under(word("defences", "NNS", "x", "defence"), [...this.maybe(0.5, () => this.demonym()), word("air", "NN", "compound")]),
        ],
        [2, () => word(this.any("country"), "NNP", "x")],
        [1, () => under(this.bare("person"), [], [ofOrganisation()])],
        [1, () => under(this.noun("member", true, "x"), [], [ofOrganisation()])],
      ]),
      deprel,
    );
  }

  protected organisation(deprel: string): Word {
    return this.of([
      [3, () => word(this.any("organisation"), "NNP", deprel)],
      [1, () => under(word(this.any("organisation"), "NNP", deprel), [the()])],
      [
        1,
        () =>
          under(word(this.pick(["Front", "Brigade", "Movement", "Army", "Union", "Council"]), "NNP", deprel), [
            the(),
            word(this.any("place"), "NNP", "compound"),
          ]),
      ],
      [
        1,
        () =>
          under(word(this.pick(["Division", "Brigade", "Battalion", "Corps"]), "NNP", deprel), [
            the(),
            word(`${3 + Math.floor(this.random() * 90)}th`, "JJ", "amod"),
          ]),
      ],
    ]);
  }

  protected agent(deprel: string): Word {
    return this.chance(0.5) ? this.people(deprel, 0.05) : this.group(deprel);
  }

  /** A person by name, with or without what he is. */
  protected person(deprel: string): Word {
    const name = under(word(this.any("first"), "NNP", deprel), [], [word(this.any("last"), "NNP", "flat")]);
    const ranked = under(name, [word(this.any("rank"), "NNP", "nmod")]);
    return this.of([
      [2, () => name],
      [2, () => ranked],
      [
        1,
        () => {
          const of = this.pick([word("army", "NN", "compound"), word("police", "NN", "compound"), this.demonym()]);
          return under(name, [under(word("spokesman", "NN", "nmod"), [of])]);
        },
      ],
      [
        1,
        () => {
          const office = word(this.pick(["spokesman", "spokeswoman", "leader", "commander"]), "NN", "appos");
          const body = under(this.organisation("nmod"), [preposition(this.pick(["for", "of"]))]);
          return under(name, [], [under(office, [comma(), word("a", "DT", "det")], [body, comma()])]);
        },
      ],
      [
        1,
        () => {
          const body = under(this.group("nmod"), [preposition("for")]);
          const office = under(word(this.pick(["spokesman", "spokeswoman"]), "NN", deprel), [word("a", "DT", "det")]);
          return under(office, [], [body, under(as(name, "appos"), [comma()], [comma()])]);
        },
      ],
      [
        1,
        () => {
          const whose = this.pick([the(), word("his", "PRP$", "nmod", "he"), word("its", "PRP$", "nmod", "it")]);
          return under(this.noun(this.any("office"), false, deprel), [whose], [under(as(ranked, "appos"), [comma()], [comma()])]);
        },
      ],
    ]);
  }

  // ——— where, when, with what ———

  /** "in Gao", "near the town of Gao", "in northern Mali". */
  protected at(deprel: string): Word {
    const of = () => under(word(this.any("place"), "NNP", "nmod"), [preposition("of")]);
    return this.of([
      [4, () => under(word(this.any("place"), "NNP", deprel), [preposition(this.pick(["in", "near", "in", "outside", "at"]))])],
      [
        1,
        () => {
          const side = this.maybe(0.5, () => word(this.pick(["northern", "eastern", "southern", "western", "central"]), "JJ", "amod"));
          return under(word(this.any("country"), "NNP", deprel), [preposition("in"), ...side]);
        },
      ],
      [
        2,
        () => {
          const kind = word(this.pick(["town", "village", "city", "province", "district"]), "NN", deprel);
          return under(kind, [preposition(this.pick(["in", "near", "outside"])), the()], [of()]);
        },
      ],
      [1, () => as(under(this.definite("things"), [preposition(this.pick(["near", "outside", "at", "inside"]))]), deprel)],
      [
        1,
        () => {
          const kind = word(this.pick(["province", "district", "state", "region"]), "NN", deprel);
          return under(kind, [preposition("in"), word(this.any("place"), "NNP", "compound")]);
        },
      ],
    ]);
  }

  /** "on Tuesday", "last month", "Friday", "in March", "at dawn", "overnight". */
  protected time(): Word {
    return this.of([
      [5, () => under(word(this.any("weekday"), "NNP", "obl"), [preposition("on")])],
      [2, () => under(word(this.pick(["month", "week", "year", "night"]), "NN", "obl"), [word("last", "JJ", "amod")])],
      [1, () => word(this.any("weekday"), "NNP", "obl")],
      [1, () => under(word(this.pick(["March", "April", "June", "July", "October"]), "NNP", "obl"), [preposition("in")])],
      [1, () => under(word(this.pick(["dawn", "midnight", "noon"]), "NN", "obl"), [preposition("at")])],
      [1, () => this.pick([word("yesterday", "NN", "obl"), word("overnight", "RB", "advmod")])],
    ]);
  }

  /** Adjuncts of a clause: place and time, in either order. */
  protected adjuncts(p = 0.7): Word[] {
    const all = [...this.maybe(p, () => this.at("obl")), ...this.maybe(p, () => this.time())];
    return this.chance(0.3) ? all.reverse() : all;
  }

  protected withWeapon(): Word {
    return under(this.noun(this.any("weapon"), true, "obl"), [preposition("with")]);
  }

  protected by(): Word {
    return under(this.agent("obl"), [preposition("by")]);
  }

  // ——— verbs ———

  /** A verb in the form of a Penn tag, with its particle. */
  protected verb(lemma: string, xpos: string, deprel: string): Word {
    const [base, particle] = lemma.split(" ") as [string, string | undefined];
    const made = word(this.form(base, xpos), xpos, deprel, base);
    return particle === undefined ? made : under(made, [], [word(particle, "RP", "compound")]);
  }

  private form(lemma: string, xpos: string): string {
    const odd = this.words.irregular.get(lemma);
    if (odd !== undefined && (xpos === "VBD" || xpos === "VBN")) return odd[xpos === "VBD" ? 0 : 1];
    return inflected(lemma, xpos);
  }

  protected aux(form: string, xpos: string, lemma = "be"): Word {
    return word(form, xpos, "aux", lemma, "AUX");
  }

  private modal(): Word {
    const form = this.pick(["will", "would", "may"]);
    return this.aux(form, "MD", form);
  }

  protected isPlural(subject: Word): boolean {
    return /^(?:NNS|CD)$/.test(subject.xpos) || subject.right.some((w) => w.deprel === "conj");
  }

  /** A finite verb: mostly in the past, else "has taken", "are taking", "will take". */
  protected finite(lemma: string, subject: Word): Word {
    const plural = this.isPlural(subject);
    const have = plural ? this.aux("have", "VBP", "have") : this.aux("has", "VBZ", "have");
    return this.of([
      [14, () => this.verb(lemma, "VBD", "root")],
      [3, () => under(this.verb(lemma, "VBN", "root"), [have])],
      [1, () => under(this.verb(lemma, "VBN", "root"), [this.aux("had", "VBD", "have")])],
      [1, () => under(this.verb(lemma, "VBG", "root"), [plural ? this.aux("are", "VBP") : this.aux("is", "VBZ")])],
      [1, () => under(this.verb(lemma, "VB", "root"), [this.modal()])],
    ]);
  }

  protected passiveAux(subject: Word): Word[] {
    const plural = this.isPlural(subject);
    return this.of([
      [6, () => [plural ? this.aux("were", "VBD") : this.aux("was", "VBD")]],
      [1, () => [plural ? this.aux("have", "VBP", "have") : this.aux("has", "VBZ", "have"), this.aux("been", "VBN")]],
      [1, () => [this.aux("had", "VBD", "have"), this.aux("been", "VBN")]],
    ]);
  }

  /** A verb that takes an object, and one that fits it. */
  protected transitive(): { lemma: string; object: (deprel: string) => Word } {
    return this.of([
      [5, () => ({ lemma: this.any("harm"), object: (deprel: string) => this.people(deprel) })],
      [4, () => ({ lemma: this.any("hit"), object: (deprel: string) => this.thing(deprel) })],
      [
        2,
        () => {
          const [lemma, noun] = this.any("affair").split(":") as [string, string];
          return { lemma, object: (deprel: string) => as(this.affair(noun), deprel) };
        },
      ],
    ]);
  }

  /** What a verb of public affairs has as its object: "a truce", "the truce", "three curfews", "new sanctions". */
  private affair(noun: string): Word {
    const mass = pluralOf(noun) === noun;
    const plural = !mass && this.chance(0.4);
    const made = this.noun(noun, plural, "x");
    const before = this.of([
      [2, () => (plural ? [this.number()] : mass ? [] : [article(firstOf(made))])],
      [2, () => [the()]],
      [1, () => (plural || mass ? [word(this.pick(["new", "more", "fresh"]), "JJ", "amod")] : [the()])],
    ]);
    const on = this.maybe(0.2, () => under(this.group("nmod"), [preposition(this.pick(["with", "on", "for", "against"]))]));
    return under(made, before, on);
  }
}
