import { Plus, X } from "lucide-react";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { Button, IconButton } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";

const MOST = 10;

interface MailChipsProps {
  addresses: readonly string[];
  hint: string;
  save: (addresses: string[]) => Promise<unknown>;
}

/** E-mail addresses as chips. What the server refuses stays in the line, with the reason. */
export function MailChips({ addresses, hint, save }: MailChipsProps) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState("");
  const [isSaving, setIsSaving] = useState(false);
  const store = async (next: string[]): Promise<boolean> => {
    setIsSaving(true);
    setFault("");
    try {
      await save(next);
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      setFault(Object.values(error.fields).flat()[0] ?? error.message);
      return false;
    } finally {
      setIsSaving(false);
    }
  };
  const add = async () => {
    const wanted = text.split(/[\s,;]+/).filter((part) => part !== "" && !addresses.includes(part.toLowerCase()));
    if (wanted.length === 0) setText("");
    else if (await store([...addresses, ...wanted])) setText("");
  };
  const isFull = addresses.length >= MOST;
  return (
    <div className="grid gap-2">
      {addresses.length > 0 ? (
        <ul aria-label="Addresses that get notices" className="flex flex-wrap gap-2">
          {addresses.map((address) => (
            <li key={address} className="flex max-w-full items-center gap-1 rounded-md bg-accent-soft py-0.5 pr-0.5 pl-2.5 font-medium text-accent">
              <span className="min-w-0 truncate">{address}</span>
              <IconButton size="sm" icon={X} label={`Remove ${address}`} className="text-accent" disabled={isSaving} onClick={() => void store(addresses.filter((one) => one !== address))} />
            </li>
          ))}
        </ul>
      ) : null}
      <form
        noValidate
        className="grid justify-items-start gap-3 sm:flex sm:items-start sm:gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Field label="Add an address" optional hint={isFull ? `${MOST} addresses are the most.` : hint} error={fault} className="w-full sm:flex-1">
          <Input type="email" inputMode="email" autoCapitalize="none" spellCheck={false} placeholder="name@example.com" value={text} disabled={isFull} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Button type="submit" icon={Plus} loading={isSaving} disabled={text.trim() === ""} className="sm:mt-6.5">
          Add address
        </Button>
      </form>
    </div>
  );
}
