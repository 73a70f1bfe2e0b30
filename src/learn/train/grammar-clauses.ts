import { Phrases } from "./grammar-phrases.js";
import { article, as, comma, preposition, the, under, type Word, word } from "./grammar-words.js";

/** Makes sentences of news from a conflict: who did what to whom, who says so. */
export class Clauses extends Phrases {
  /** One sentence of any kind, with its full stop unless it is a headline. */
  sentence(): Word {
    if (this.chance(0.12)) return as(this.headline(), "root");
    const made = this.of([
      [6, () => this.report()],
      [3, () => this.statement(() => this.report())],
      [1, () => this.accordingTo()],
      [1, () => this.opening()],
    ]);
    return under(as(made, "root"), [], [word(".", ".", "punct")]);
  }

  private report(): Word {
    return this.of([
      [5, () => this.active()],
      [4, () => this.passive()],
      [3, () => this.reduced()],
      [2, () => this.gapped()],
      [3, () => this.nominal()],
      [1, () => this.light()],
      [1, () => this.verdict()],
      [1, () => this.appointed()],
      [1, () => this.spoke()],
      [1, () => this.controlled()],
    ]);
  }

  private active(): Word {
    const { lemma, object } = this.transitive();
    const subject = this.agent("nsubj");
    const before = this.chance(0.15) ? this.withRelative(subject) : subject;
    const undergone = this.chance(0.06) ? this.thoughtToBe() : object("obj");
    const clause = under(
      this.finite(lemma, subject),
      [before],
      [undergone, ...this.maybe(0.12, () => this.withWeapon()), ...this.adjuncts()],
    );
    return this.chance(0.3) ? this.extended(clause) : clause;
  }

  /** "what they thought was a hideout in Zakho" */
  private thoughtToBe(): Word {
    const who = this.pick([word("they", "PRP", "nsubj"), this.group("nsubj")]);
    const thing = under(
      as(this.single("things"), "ccomp"),
      [word("was", "VBD", "cop", "be", "AUX")],
      this.maybe(0.4, () => this.at("nmod")),
    );
    const thought = under(this.verb(this.pick(["think", "believe", "say", "claim"]), "VBD", "acl"), [who], [thing]);
    return under(word("what", "WP", "obj"), [], [thought]);
  }

  private passive(): Word {
    const { lemma, object } = this.transitive();
    const subject = object("nsubj");
    const done = this.verb(lemma, "VBN", "root");
    const clause = under(done, [subject, ...this.passiveAux(subject)], [...this.maybe(0.35, () => this.by()), ...this.adjuncts(0.6)]);
    return this.chance(0.35) ? this.extended(clause) : clause;
  }

  /** "gunmen who attacked the camp", "the rebels, who seized the city in April," */
  private withRelative(noun: Word): Word {
    const { lemma, object } = this.transitive();
    const apart = this.chance(0.5);
    const clause = under(
      this.verb(lemma, "VBD", "acl"),
      [word("who", "WP", "nsubj")],
      [object("obj"), ...this.maybe(0.4, () => this.time())],
    );
    return under(noun, [], [apart ? under(clause, [comma()], [comma()]) : clause]);
  }

  /** "Three aid workers kidnapped last month in Darfur were released on Sunday." */
  private reduced(): Word {
    const { lemma, object } = this.transitive();
    const how = this.of([
      [3, () => [...this.maybe(0.7, () => this.time()), ...this.maybe(0.6, () => this.at("obl"))]],
      [2, () => [this.by(), ...this.maybe(0.4, () => this.at("obl"))]],
      [1, () => [this.at("obl"), this.time()]],
    ]);
    const clause = under(this.verb(lemma, "VBN", "acl"), [], how.length > 0 ? how : [this.time()]);
    const subject = under(object("nsubj"), [], [clause]);
    return this.of([
      [
        3,
        () => {
          const done = this.verb(this.any(subject.upos === "NOUN" ? "harm" : "hit"), "VBN", "root");
          return under(done, [subject, ...this.passiveAux(subject)], this.adjuncts(0.5));
        },
      ],
      [2, () => under(this.finite(this.any("act"), subject), [subject], this.adjuncts(0.5))],
      [
        1,
        () => {
          const other = this.transitive();
          return under(this.finite(other.lemma, subject), [subject], [other.object("obj"), ...this.adjuncts(0.4)]);
        },
      ],
      [1, () => under(this.verb(this.transitive().lemma, "VBD", "root"), [this.agent("nsubj")], [as(subject, "obj")])],
    ]);
  }

  /** "Five soldiers were killed and three wounded", "killed nine people and wounded five". */
  private gapped(): Word {
    const [first, second] = [this.any("harm"), this.any("harm")];
    const counted = (deprel: string) => (this.chance(0.5) ? as(this.number(), deprel) : this.people(deprel, 0));
    const and = word("and", "CC", "cc");
    if (this.chance(0.5)) {
      const subject = this.people("nsubj", 0);
      const conjunct = under(this.verb(second, "VBN", "conj"), [and, counted("nsubj")], this.adjuncts(0.4));
      return under(this.verb(first, "VBN", "root"), [subject, ...this.passiveAux(subject)], [conjunct]);
    }
    const conjunct = under(this.verb(second, "VBD", "conj"), [and], [counted("obj"), ...this.adjuncts(0.4)]);
    const subject = this.chance(0.5) ? this.agent("nsubj") : this.eventPhrase("nsubj");
    return under(this.verb(first, "VBD", "root"), [subject], [this.people("obj", 0), conjunct]);
  }

  /** What a clause goes on with: "when gunmen stormed …", "after a raid killed …", ", killing nine". */
  private extended(clause: Word): Word {
    const inner = () => as(this.chance(0.6) ? this.simple() : this.nominal(), "advcl");
    const more = this.of([
      [2, () => under(inner(), [word("when", "WRB", "advmod")])],
      [2, () => under(inner(), [word(this.pick(["after", "before", "as", "while"]), "IN", "mark", undefined, "SCONJ")])],
      [2, () => this.outcome()],
      [1, () => under(this.eventPhrase("obl"), [preposition("in")])],
    ]);
    return under(clause, [], [more]);
  }

  /** ", killing nine villagers and wounding others" */
  private outcome(): Word {
    const second = this.maybe(0.4, () => {
      const object = this.chance(0.5) ? as(this.number(), "obj") : this.people("obj", 0);
      return under(this.verb(this.any("harm"), "VBG", "conj"), [word("and", "CC", "cc")], [object]);
    });
    const { lemma, object } = this.chance(0.7) ? { lemma: this.any("harm"), object: () => this.people("obj", 0) } : this.transitive();
    return under(this.verb(lemma, "VBG", "advcl"), [comma()], [object("obj"), ...second]);
  }

  /** Subject, verb and object, no more. */
  private simple(): Word {
    const { lemma, object } = this.transitive();
    const subject = this.agent("nsubj");
    if (this.chance(0.3)) return under(this.finite(this.any("act"), subject), [subject], this.adjuncts(0.3));
    return under(this.finite(lemma, subject), [subject], [object("obj"), ...this.adjuncts(0.2)]);
  }

  /** "an air strike by government forces on the town", "shelling by rebels", "the army's shelling of Azaz". */
  private eventPhrase(deprel: string): Word {
    const name = this.any("event");
    const by = (p: number) => this.maybe(p, () => as(this.by(), "nmod"));
    const at = (p: number) => this.maybe(p, () => this.at("nmod"));
    const of = (made: Word) => under(as(made, "nmod"), [preposition("of")]);
    return this.of([
      [
        3,
        () => {
          const target = this.maybe(0.4, () => under(this.thing("nmod"), [preposition("on")]));
          return under(this.noun(name, false, deprel), [article(name)], [...by(0.5), ...target, ...at(0.4)]);
        },
      ],
      [
        1,
        () =>
          under(
            this.noun(name, true, deprel),
            this.maybe(0.4, () => this.demonym()),
            [...by(0.4), ...at(0.4)],
          ),
      ],
      [
        1,
        () => {
          const sides = this.listed(this.group("nmod"), () => this.group("conj"));
          return under(word(this.pick(["fighting", "clashes"]), "NN", deprel), [], [under(sides, [preposition("between")]), ...at(0.3)]);
        },
      ],
      [1, () => under(word(this.pick(["shelling", "fighting", "bombing"]), "NN", deprel), [], [...by(1), ...at(0.3)])],
      [
        1,
        () => {
          const owner = word(this.pick(["army", "government", "group", "coalition"]), "NN", "nmod");
          const act = word(this.pick(["shelling", "killing", "capture", "bombing", "arrest", "siege"]), "NN", deprel);
          return under(act, [under(owner, [the()], [word("'s", "POS", "case")])], [of(this.thing("x"))]);
        },
      ],
      [
        1,
        () => {
          const act = word(this.pick(["killing", "arrest", "abduction", "death", "release"]), "NN", deprel);
          return under(act, [the()], [of(this.people("x", 0)), ...by(0.4)]);
        },
      ],
    ]);
  }

  /** "Shelling by government forces killed a family", "A raid left nine dead", "A blast ripped through a market", "Fighting erupted". */
  private nominal(): Word {
    const subject = this.eventPhrase("nsubj");
    return this.of([
      [
        3,
        () => {
          const lemma = this.pick(["kill", "wound", "injure", "kill", "displace"]);
          return under(this.finite(lemma, subject), [subject], [this.people("obj"), ...this.adjuncts(0.4)]);
        },
      ],
      [
        2,
        () => {
          const lemma = this.pick(["destroy", "hit", "damage", "strike"]);
          return under(this.finite(lemma, subject), [subject], [this.thing("obj"), ...this.adjuncts(0.4)]);
        },
      ],
      [
        2,
        () => {
          const who = this.chance(0.4) ? as(this.number(), "obj") : this.people("obj", 0);
          const state = word(this.pick(["dead", "wounded", "homeless"]), "JJ", "xcomp");
          return under(this.verb("leave", "VBD", "root"), [subject], [who, state, ...this.adjuncts(0.4)]);
        },
      ],
      [
        1,
        () => {
          const through = under(this.thing("obl"), [preposition("through")]);
          const clause = under(this.verb(this.any("spread"), "VBD", "root"), [subject], [through, ...this.adjuncts(0.4)]);
          return this.chance(0.5) ? under(clause, [], [this.outcome()]) : clause;
        },
      ],
      [1, () => under(this.finite(this.pick(["erupt", "continue", "resume", "begin"]), subject), [subject], this.adjuncts())],
    ]);
  }

  /** "came under fire from", "opened fire on", "was shot dead by", "were taken hostage", "carried out an attack". */
  private light(): Word {
    const become = (form: string, lemma: string, state: string, xpos: string) => {
      const subject = this.people("nsubj", 0.1);
      const done = word(form, "VBN", "root", lemma);
      return under(
        done,
        [subject, ...this.passiveAux(subject)],
        [word(state, xpos, "xcomp"), ...this.maybe(0.6, () => this.by()), ...this.adjuncts(0.4)],
      );
    };
    const toHit = (deprel: string) => under(this.verb(this.any("hit"), "VB", deprel), [word("to", "TO", "mark")], [this.thing("obj")]);
    return this.of([
      [
        1,
        () => {
          const subject = this.chance(0.5) ? this.people("nsubj", 0.1) : this.thing("nsubj");
          const fire = under(this.noun(this.pick(["fire", "attack", "mortar fire", "artillery fire"]), false, "obl"), [
            preposition("under"),
          ]);
          const from = this.maybe(0.5, () => under(this.agent("obl"), [preposition("from")]));
          return under(word("came", "VBD", "root", "come"), [subject], [fire, ...from, ...this.adjuncts(0.4)]);
        },
      ],
      [
        1,
        () => {
          const on = under(this.chance(0.5) ? this.people("obl", 0) : this.thing("obl"), [preposition("on")]);
          return under(
            word("opened", "VBD", "root", "open"),
            [this.agent("nsubj")],
            [word("fire", "NN", "obj"), on, ...this.adjuncts(0.4)],
          );
        },
      ],
      [1, () => become("shot", "shoot", "dead", "JJ")],
      [1, () => become("taken", "take", "hostage", "NN")],
      [
        1,
        () => {
          const out = word("out", "RP", "compound");
          return under(
            word("carried", "VBD", "root", "carry"),
            [this.agent("nsubj")],
            [out, this.eventPhrase("obj"), ...this.adjuncts(0.3)],
          );
        },
      ],
      [1, () => under(word("launched", "VBD", "root", "launch"), [this.agent("nsubj")], [this.eventPhrase("obj"), toHit("advcl")])],
      [
        1,
        () =>
          under(word("used", "VBD", "root", "use"), [this.agent("nsubj")], [this.noun(this.any("weapon"), true, "obj"), toHit("xcomp")]),
      ],
      [
        1,
        () => {
          const { lemma, object } = this.transitive();
          const arms = under(this.noun(this.any("weapon"), true, "obl"), [preposition("with")]);
          const subject = under(as(this.bare("person"), "nsubj"), [], [under(word("armed", "VBN", "acl", "arm"), [], [arms])]);
          return under(this.verb(lemma, "VBD", "root"), [subject], [object("obj"), ...this.adjuncts(0.4)]);
        },
      ],
    ]);
  }

  /** "was arrested on charges of treason", "The court sentenced Ali Khan to eight years in prison for murder". */
  private verdict(): Word {
    const crime = (deprel: string, before: string) => under(word(this.any("crime"), "NN", deprel), [preposition(before)]);
    const whom = (deprel: string) => (this.chance(0.4) ? this.people(deprel, 0) : this.person(deprel));
    if (this.chance(0.4)) {
      const subject = whom("nsubj");
      const done = this.verb(this.pick(["arrest", "detain", "try"]), "VBN", "root");
      const charges = under(word("charges", "NNS", "obl", "charge"), [preposition("on")], [crime("nmod", "of")]);
      return under(done, [subject, ...this.passiveAux(subject)], [charges, ...this.adjuncts(0.3)]);
    }
    const prison = under(word("prison", "NN", "nmod"), [preposition("in")]);
    const term = under(word("years", "NNS", "obl", "year"), [preposition("to"), this.number()], [prison]);
    const why = this.maybe(0.6, () => crime("obl", "for"));
    if (this.chance(0.5)) {
      const subject = whom("nsubj");
      return under(word("sentenced", "VBN", "root", "sentence"), [subject, ...this.passiveAux(subject)], [term, ...why]);
    }
    const court = under(this.noun(this.pick(["court", "tribunal", "military court", "judge"]), false, "nsubj"), [
      this.pick([the(), word("a", "DT", "det")]),
    ]);
    return under(word("sentenced", "VBD", "root", "sentence"), [court], [whom("obj"), term, ...why]);
  }

  /** "The president named General Omar Diallo as defence minister." */
  private appointed(): Word {
    const post = under(this.noun(this.any("office"), false, "obl"), [preposition("as")]);
    const head = under(this.noun(this.pick(["president", "king", "junta", "government"]), false, "nsubj"), [the()]);
    if (this.chance(0.3))
      return under(
        this.verb(this.pick(["sack", "dismiss", "replace"]), "VBD", "root"),
        [head],
        [this.person("obj"), ...this.maybe(0.5, () => this.time())],
      );
    return under(this.verb(this.pick(["name", "appoint", "install"]), "VBD", "root"), [head], [this.person("obj"), post]);
  }

  /** "The general warned the rebels", "A spokesman condemned the raid", "accused the army of shelling a village". */
  private spoke(): Word {
    const subject = this.chance(0.5) ? this.person("nsubj") : as(this.definite("person"), "nsubj");
    const verb = this.pick(["condemn", "denounce", "criticize", "warn", "accuse", "threaten", "urge", "blame", "accuse"]);
    const object = /^(?:condemn|denounce|criticize)$/.test(verb) ? this.eventPhrase("obj") : this.agent("obj");
    const after = this.maybe(0.3, () => this.time());
    if (verb === "accuse" && this.chance(0.7)) {
      const { lemma, object: what } = this.transitive();
      const of = word("of", "IN", "mark", "of", "SCONJ");
      after.push(under(this.verb(lemma, "VBG", "advcl"), [of], [what("obj")]));
    }
    return under(this.finite(verb, subject), [subject], [object, ...after]);
  }

  /** "The governor ordered troops to leave the city", "Villagers were forced to flee". */
  private controlled(): Word {
    const lemma = this.pick(["order", "urge", "force", "tell", "ask", "allow"]);
    const told = this.transitive();
    const act = this.chance(0.4) ? ([this.any("act"), []] as const) : ([told.lemma, [told.object("obj")]] as const);
    const done = under(this.verb(act[0], "VB", "xcomp"), [word("to", "TO", "mark")], [...act[1], ...this.adjuncts(0.2)]);
    if (this.chance(0.6)) return under(this.verb(lemma, "VBD", "root"), [this.agent("nsubj")], [this.people("obj", 0), done]);
    const subject = this.people("nsubj", 0);
    return under(this.verb(lemma, "VBN", "root"), [subject, ...this.passiveAux(subject)], [done]);
  }

  /** "Gunmen attacked the camp, police and residents said", "The army said that …". */
  private statement(make: () => Word): Word {
    const both = () => this.listed(this.chance(0.5) ? this.bare("person") : word("police", "NNS", "x"), () => this.bare("person"));
    const speaker = this.of([
      [2, () => this.person("nsubj")],
      [2, () => this.group("nsubj")],
      [2, () => this.people("nsubj", 0.1)],
      [1, () => as(both(), "nsubj")],
    ]);
    const verb = this.verb(this.any("say"), "VBD", "root");
    const said = as(make(), "ccomp");
    if (this.chance(0.5))
      return under(
        verb,
        [said, comma(), speaker],
        this.maybe(0.3, () => this.time()),
      );
    const that = this.maybe(0.6, () => word("that", "IN", "mark", "that", "SCONJ"));
    return under(verb, [speaker], [under(said, that)]);
  }

  private accordingTo(): Word {
    const source = this.pick([() => this.people("obl", 0), () => this.group("obl"), () => this.person("obl")])();
    const according = under(word("according", "VBG", "case", "accord"), [], [word("to", "IN", "fixed")]);
    return under(this.report(), [], [under(under(source, [according]), [comma()])]);
  }

  /** "On Tuesday, …", "In Gao, …". */
  private opening(): Word {
    const first = this.chance(0.5) ? this.time() : this.at("obl");
    return under(this.report(), [under(first, [], [comma()])]);
  }

  /** "Five killed in bomb attack in Mogadishu", "Rebels seize town near Goma", "Police say 12 killed in raid". */
  private headline(): Word {
    const { lemma, object } = this.transitive();
    const bare = () => (this.chance(0.5) ? this.noun(this.any("things"), this.chance(0.4), "obj") : as(this.bare("person"), "obj"));
    const hit = () => (this.chance(0.4) ? as(this.number(), "obj") : bare());
    const at = (p: number) => this.maybe(p, () => this.at("obl"));
    const killed = (subject: Word) => {
      const how = under(this.noun(this.any("event"), false, "obl"), [preposition(this.pick(["in", "after", "by"]))]);
      return under(this.verb(lemma, "VBN", "root"), [subject], [how, ...at(0.6)]);
    };
    return this.of([
      [2, () => killed(this.chance(0.5) ? as(this.number(), "nsubj") : object("nsubj"))],
      [2, () => under(this.verb(lemma, "VBP", "root"), [as(this.bare("person"), "nsubj")], [hit(), ...at(0.5)])],
      [
        2,
        () => {
          const subject = this.noun(this.pick(["army", "police", "militia", "air strike", "bomb", "drone strike"]), false, "nsubj");
          return under(this.verb(lemma, "VBZ", "root"), [subject], [hit(), ...at(0.5)]);
        },
      ],
      [
        1,
        () => {
          const dead = word("dead", "JJ", "xcomp");
          return under(
            this.verb("leave", "VBZ", "root"),
            [this.noun(this.any("event"), false, "nsubj")],
            [as(this.number(), "obj"), dead, ...at(0.5)],
          );
        },
      ],
      [
        1,
        () => {
          const speaker = this.pick([
            word("police", "NNS", "nsubj"),
            word("officials", "NNS", "nsubj", "official"),
            word("rebels", "NNS", "nsubj", "rebel"),
          ]);
          return under(this.verb("say", "VBP", "root"), [speaker], [as(killed(as(this.number(), "nsubj")), "ccomp")]);
        },
      ],
    ]);
  }
}
