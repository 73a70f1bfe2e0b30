import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/read/decode.js";

const bytes = (...b: number[]) => Uint8Array.from(b);
const utf8 = (s: string) => new TextEncoder().encode(s);

describe("decodeText", () => {
  it("drops a byte order mark and keeps line ends", () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, ...utf8("a\r\nb\rc\n")), "f")).toBe("a\r\nb\rc\n");
  });

  it("reads UTF-16 with a mark in either order", () => {
    const text = "Xəbər 😀 خبر";
    const little = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
    const big = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le").swap16());
    expect(decodeText(little, "f")).toBe(text);
    expect(decodeText(big, "f")).toBe(text);
  });

  it.each([
    ["a byte that starts nothing", bytes(0x61, 0xff, 0x62), "byte 1 (0xFF)"],
    ["an overlong slash", bytes(0xc0, 0xaf), "byte 0 (0xC0)"],
    ["a surrogate in UTF-8", bytes(0x61, 0x62, 0xed, 0xa0, 0x80), "byte 2 (0xED)"],
    ["a sequence that is cut short", bytes(0x61, 0xe2, 0x82), "byte 1 (0xE2)"],
    ["a NUL", bytes(0x50, 0x4b, 0x03, 0x00, 0x41), "byte 3 is 0x00"],
    ["many control characters", bytes(0x01, 0x02, 0x41, 0x42), "byte 0 is 0x01"],
    ["a lone surrogate in UTF-16", bytes(0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x61, 0x00), "lone surrogate at byte 4"],
    ["half a UTF-16 unit", bytes(0xff, 0xfe, 0x61), "half a character at byte 2"],
    ["a noncharacter", utf8("ab\uFFFF"), "U+FFFF at byte 2"],
  ])("names the byte of %s", (_, content, where) => {
    expect(() => decodeText(content, "reports/x.txt")).toThrow(where);
    expect(() => decodeText(content, "reports/x.txt")).toThrow(/^reports\/x\.txt: /);
  });

  it("passes a stray control character in a long text", () => {
    const text = `${"word ".repeat(100)}\u0007${"word ".repeat(100)}`;
    expect(decodeText(utf8(text), "f")).toBe(text);
  });

  it("reads back every well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the reader refuses
        fc.pre(!/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/.test(text) && !text.startsWith("\uFEFF"));
        expect(decodeText(utf8(text), "f")).toBe(text);
      }),
    );
  });

  it("never throws anything but an error that names the file", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (content) => {
        try {
          decodeText(content, "f.txt");
        } catch (cause) {
          expect((cause as Error).message).toMatch(/^f\.txt: /);
        }
      }),
    );
  });
});
