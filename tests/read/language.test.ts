import { describe, expect, it } from "vitest";
import { detectLanguage } from "../../src/read/language.js";

describe("the language of a text", () => {
  it.each([
    "Rebels killed nine soldiers near Gao on Monday, Ada Obi and Lena Varga said.",
    "Gunmen loyal to Abdul Karim Qasim stormed Deir Hafer, Tell Rifaat, Maskanah and al-Bab, which lies near Manbij.",
    "The troops of General Jovan Petrovic crossed the Drina and shelled Zvornik, Bratunac and Srebrenica on Friday.",
  ])("is English in spite of foreign names: %s", (text) => {
    expect(detectLanguage(text)).toBe("en");
  });

  it.each([
    "Kämpfer griffen am Montag einen Posten der Armee in der Nähe von Gao an und töteten neun Soldaten, sagte ein Sprecher der Regierung in der Hauptstadt.",
    "Des combattants ont attaqué lundi un poste de l'armée près de Gao et tué neuf soldats, a déclaré un porte-parole du gouvernement dans la capitale.",
    "Los combatientes atacaron el lunes un puesto del ejército cerca de Gao y mataron a nueve soldados, dijo un portavoz del gobierno en la capital.",
  ])("is another where it is another: %s", (text) => {
    expect(detectLanguage(text)).not.toBe("en");
    expect(detectLanguage(text)).not.toBeNull();
  });

  it("is no other where a short text of few small words has an English one", () => {
    const text = "A suicide bomber rammed a car into a police truck in Quetta, killing four officers.";
    expect([null, "en"]).toContain(detectLanguage(text));
  });

  it("is unknown where there is too little text, or names alone", () => {
    expect(detectLanguage("Gao, Mali")).toBeNull();
    expect(detectLanguage("Abdul Karim Qasim, Deir Hafer, Tell Rifaat, Maskanah, al-Bab, Manbij, Raqqa, Kobane, Idlib")).toBeNull();
  });
});
