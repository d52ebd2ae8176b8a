import { Switch } from "@/shared/ui/switch";
import { PageSection } from "@/shared/ui/page";
import { toastError } from "@/shared/ui/toast";

import { type Account, type AccountSettings, useChangeSettings } from "../api/account";
import { MailChips } from "./mail-chips";

const SWITCHES = [
  { name: "notify_low_credits", label: "Credits run low", hint: "When less than a tenth of the last grant is left." },
  { name: "notify_failed_runs", label: "A run fails", hint: "When a run ends without a result and nobody cancelled it. Failed runs cost nothing." },
] as const;

/** Which notices of the account go out by mail, and to whom. Each change counts at once. */
export function Notices({ settings, owner }: { settings: AccountSettings; owner: Account["owner"] }) {
  const change = useChangeSettings();
  const who = owner ? owner.email : "the owner";
  return (
    <PageSection title="Notices by e-mail" description="All of them are in the dashboard, too. Changes here count at once.">
      <div className="grid gap-4">
        <MailChips
          addresses={settings.notification_emails}
          hint={settings.notification_emails.length === 0 ? `Nobody is named, so notices go to ${who}.` : "Only these addresses get notices. Without any, the owner does."}
          save={(notification_emails) => change.mutateAsync({ notification_emails })}
        />
        <div className="grid gap-3">
          {SWITCHES.map(({ name, label, hint }) => (
            <Switch key={name} label={label} hint={hint} checked={settings[name]} onCheckedChange={(checked) => change.mutate({ [name]: checked }, { onError: (error) => toastError(error, `“${label}” could not be changed.`) })} />
          ))}
        </div>
      </div>
    </PageSection>
  );
}
