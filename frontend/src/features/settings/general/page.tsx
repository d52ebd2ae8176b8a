import { useQuery } from "@tanstack/react-query";

import { useNearestSite } from "@/shared/entities/site";
import { Can } from "@/shared/entities/me";
import { languageOptions } from "@/shared/lib/places";
import { DefinitionList } from "@/shared/ui/definition-list";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { type Account, accountQuery, type AccountSettings, settingsQuery } from "../api/account";
import { SettingsPage } from "../components/settings-page";
import { GeneralForm } from "./form";
import { Notices } from "./notices";
import { PlanFacts } from "./plan-facts";

export function GeneralPage() {
  const account = useQuery(accountQuery());
  const settings = useQuery(settingsQuery());
  const site = useNearestSite();
  return (
    <SettingsPage title="General" description={`What counts for the whole account.${site ? " Each site has its own settings beside these." : ""}`} className="max-w-4xl gap-8">
      <QueryState query={account} skeleton={<Skeleton className="h-72 w-full" />}>
        {(own) => (
          <QueryState query={settings} skeleton={<Skeleton className="h-72 w-full" />}>
            {(chosen) => (
              <>
                <Can role="admin" fallback={<Facts account={own} settings={chosen} />}>
                  <GeneralForm account={own} settings={chosen} />
                  <Notices settings={chosen} owner={own.owner} />
                </Can>
                <PlanFacts account={own} />
              </>
            )}
          </QueryState>
        )}
      </QueryState>
    </SettingsPage>
  );
}

/** For people who may look and not change. */
function Facts({ account, settings }: { account: Account; settings: AccountSettings }) {
  const language = languageOptions(settings.language).find((option) => option.value === settings.language);
  return (
    <PageSection title="Account" description="Owners and administrators change these.">
      <DefinitionList
        items={[
          { term: "Name", value: account.name },
          { term: "Owner", value: account.owner ? account.owner.name || account.owner.email : null },
          { term: "Time zone", value: account.timezone.replaceAll("_", " ") },
          { term: "Language", value: language?.label ?? settings.language },
        ]}
      />
    </PageSection>
  );
}
