import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Notice } from '../parts/notice.tsx';
import { signIn } from './session.ts';

/** Asks for the token. It is not tried here: the first answer of the server tells. */
export function SignIn({ notice }: { readonly notice: string | null }) {
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    document.title = 'Sign in · fieldledger';
    input.current?.focus();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = input.current?.value.trim() ?? '';
    setMissing(token === '');
    if (token !== '') signIn(token);
  };
  return (
    <main className="sign-in">
      <h1>fieldledger</h1>
      <p className="lead">Two-way sync between Zoho FSM and Zoho Books or Zoho Invoice.</p>
      {notice !== null && <Notice tone="bad">{notice}</Notice>}
      <form className="card stack" onSubmit={submit} noValidate>
        <label htmlFor={id}>API token</label>
        <input
          ref={input}
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={missing}
          aria-describedby={`${id}-help`}
        />
        {missing && <Notice tone="bad">Enter a token first.</Notice>}
        <p id={`${id}-help`} className="quiet">
          The first token is the value of <code>ADMIN_TOKEN</code>, or the one printed when the server
          started. It is kept for this browser tab only.
        </p>
        <button type="submit" className="primary">
          Sign in
        </button>
      </form>
    </main>
  );
}
