/** Disjoint sets of strings in which the least member stands for its set, so that no order of unions matters. */
export class Union {
  private readonly parent = new Map<string, string>();

  /** The least member of the set of `x`. */
  find(x: string): string {
    let root = x;
    for (let up = this.parent.get(root); up !== undefined; up = this.parent.get(root)) root = up;
    for (let at = x; at !== root; ) {
      const next = this.parent.get(at)!;
      this.parent.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const x = this.find(a);
    const y = this.find(b);
    if (x < y) this.parent.set(y, x);
    else if (y < x) this.parent.set(x, y);
  }
}
