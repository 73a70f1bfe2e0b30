/** Where a command's messages go: standard error, as sentences for people or JSON lines for machines. */
export interface Messages {
  /** Said while long work goes on; overwritten on a terminal. */
  progress(done: number, total: number, what: string): void;
  /** Something that went wrong without ending the run. */
  warning(text: string): void;
  /** Ends the progress line. */
  done(): void;
}

/** Options that commands with long work share. */
export interface MessageOptions {
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Text from reports and file names as it may go to a terminal: no control characters but line feeds, nothing that turns the direction. */
export function printable(text: string): string {
  return text.replace(/\p{Bidi_Control}|(?!\n)\p{Cc}/gu, "");
}

/** Terminals show every step; a log gets a line each tenth of the way. */
export function messages({ quiet, json }: MessageOptions): Messages {
  const err = process.stderr;
  const live = err.isTTY === true && !json;
  let open = false;
  let tenth = 0;
  const close = () => {
    if (open) err.write("\r\u001b[2K");
    open = false;
  };
  return {
    progress: (done, total, what) => {
      if (quiet || total < 2) return;
      if (json) err.write(`${JSON.stringify({ event: "progress", done, total, what })}\n`);
      else if (live) {
        err.write(`\r\u001b[2K[${Number.isFinite(total) ? `${done}/${total}` : done}] ${printable(what).slice(-60)}`);
        open = true;
      } else if (Math.floor((done * 10) / total) > tenth) {
        tenth = Math.floor((done * 10) / total);
        err.write(`${done} of ${total} documents read\n`);
      }
    },
    warning: (text) => {
      close();
      err.write(
        json ? `${JSON.stringify({ event: "warning", message: text })}\n` : `claimgraph: ${printable(text).replaceAll("\n", " ")}\n`,
      );
    },
    done: close,
  };
}
