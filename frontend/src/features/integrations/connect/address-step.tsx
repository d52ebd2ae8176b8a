import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Search } from "lucide-react";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";

import { useCurrentSite } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";

import { askDoctor, changeIntegration, createIntegration } from "../api/changes";
import { type Check, type Integration, integrationsChanged } from "../api/integrations";
import { CheckList } from "../overview/check-list";
import { Looking } from "../overview/doctor";
import { addressChecks, hasFault } from "../types/checks";
import { readAddress } from "./address";
import { StepButtons, StepFrame } from "./step-frame";
import type { Action } from "./steps";

const schema = z.object({ base_url: z.string().refine((text) => readAddress(text) !== null, "This is not the address of a website. Enter it as visitors do, for example https://www.example.com.") });
type Values = z.infer<typeof schema>;

/** The address is kept with the first look, so that whoever comes back goes on from there. Until something signs in, nothing uses it. */
async function keepAddress(siteId: string, row: Integration | null, base_url: string): Promise<Integration> {
  if (row !== null) return row.base_url === base_url ? row : await changeIntegration(row.id, { base_url });
  return await createIntegration({ site_id: siteId, platform: "wordpress", base_url, sync_enabled: false, is_active: false });
}

export function AddressStep({ row, dispatch }: { row: Integration | null; dispatch: (action: Action) => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const form = useForm<Values>({ resolver: zodResolver(schema), mode: "onTouched", defaultValues: { base_url: row?.base_url ?? (site.domain ? `https://${site.domain}` : "") } });
  const typed = useWatch({ control: form.control, name: "base_url" });
  // The doctor's words about one address say nothing of the next.
  const [seen, setSeen] = useState<{ url: string; checks: readonly Check[] } | null>(null);
  const url = readAddress(typed)?.url;
  const found = seen !== null && seen.url === url ? addressChecks(seen.checks) : null;
  const look = async (values: Values) => {
    const wanted = readAddress(values.base_url)?.url ?? values.base_url;
    const kept = await keepAddress(site.id, row, wanted);
    try {
      const { checks } = await askDoctor(kept.id);
      setSeen({ url: wanted, checks });
    } finally {
      integrationsChanged(client, site.id);
    }
  };
  const isLooking = form.formState.isSubmitting;
  return (
    <StepFrame title="Which website?" description="The WordPress that this site publishes to, and whose texts come in.">
      <Form form={form} onSubmit={look}>
        <FormField control={form.control} name="base_url" label="Address of the website" hint={<Reading text={typed} />}>
          {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} autoComplete="url" placeholder="https://www.example.com" readOnly={isLooking} />}
        </FormField>
        {isLooking || found ? (
          <div className="rounded-lg border bg-surface" aria-live="polite">
            {found && !isLooking ? <CheckList checks={found} /> : <Looking />}
          </div>
        ) : (
          <div className="text-muted">
            <p>Then it is looked at from the outside, which takes a few seconds and changes nothing:</p>
            <ul className="mt-1 list-disc pl-5">
              <li>whether it answers, and its certificate is valid;</li>
              <li>whether it is a WordPress, and its REST API is open to us;</li>
              <li>whether the IGNY8 plugin is there already.</li>
            </ul>
          </div>
        )}
        {found && !isLooking ? (
          <StepButtons>
            {hasFault(found) ? (
              <>
                <Button type="submit" variant="primary" icon={Search}>
                  Look again
                </Button>
                <Button onClick={() => dispatch({ type: "addressed" })}>Go on anyway</Button>
              </>
            ) : (
              <Button variant="primary" icon={ArrowRight} onClick={() => dispatch({ type: "addressed" })}>
                Continue with this website
              </Button>
            )}
          </StepButtons>
        ) : (
          <StepButtons>
            <Button type="submit" variant="primary" icon={Search} loading={isLooking}>
              Look at the website
            </Button>
          </StepButtons>
        )}
      </Form>
    </StepFrame>
  );
}

/** How the address is understood, while it is typed. */
function Reading({ text }: { text: string }) {
  const read = readAddress(text);
  if (read === null) return "As visitors enter it. In a folder, with the folder: https://www.example.com/blog";
  return (
    <>
      {read.url === text.trim() ? null : `Read as ${read.url}. `}
      {read.isPrivate ? "It is inside a private network: the operator of IGNY8 has to allow it. " : ""}
      {read.isEncrypted ? "The way there is encrypted." : "It is not encrypted (http): as a rule WordPress then takes no application passwords, and only the plugin works."}
    </>
  );
}
