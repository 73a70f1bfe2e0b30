/** Lists of hashed slots, one behind the other. */
export class SlotLists {
  protected slots = new Uint32Array(1 << 20);
  /** Where each list begins; one more entry than lists. */
  protected readonly starts: number[] = [0];

  /** Adds a list of the first `count` slots. */
  protected keep(slots: Uint32Array, count: number): void {
    const at = this.starts.at(-1)!;
    if (at + count > this.slots.length) {
      const wider = new Uint32Array(this.slots.length * 2);
      wider.set(this.slots);
      this.slots = wider;
    }
    this.slots.set(slots.subarray(0, count), at);
    this.starts.push(at + count);
  }

  /** How many times each of `size` slots stands in the lists. */
  protected counts(size: number): Uint32Array {
    const out = new Uint32Array(size);
    const end = this.starts.at(-1)!;
    for (let i = 0; i < end; i++) out[this.slots[i]!]!++;
    return out;
  }
}
