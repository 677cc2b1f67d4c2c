/** The port through which mail leaves. */

export interface Mail {
  /** Names the occasion: the same mail, sent again after a failure, has the same id. Letters, digits, `-`, `.`. */
  readonly id: string;
  readonly connectionId: string;
  readonly at: Date;
  /** E-mail addresses, at least one. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** The two bodies say the same. */
  readonly text: string;
  readonly html: string;
}

/** `code` is for the log: it never repeats what a mail server said, which may quote addresses. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'unsent';
      readonly code: string;
      /** Who may be tried again. */
      readonly deferred: readonly string[];
      /** Who would be refused again. */
      readonly refused: readonly string[];
    };

export interface Mailer {
  /** Never throws. Whoever is in neither list of the outcome has the mail. */
  send(mail: Mail, signal: AbortSignal): Promise<MailOutcome>;
}
