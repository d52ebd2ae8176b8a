import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, SearchCheck, Send } from "lucide-react";

import { Can, useRole } from "@/shared/entities/me";
import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Switch } from "@/shared/ui/switch";
import { toast, toastError } from "@/shared/ui/toast";

import { checkKey, indexNowKeys, makeNewKey, type SearchEngines, searchEnginesQuery, submitAll, switchSearchEngines } from "../api/indexnow";
import { KeyHosts } from "./hosts";
import { SubmissionLog } from "./log";

export function SearchEnginesPage() {
  const site = useCurrentSite();
  const query = useQuery(searchEnginesQuery(site.id));
  return (
    <Page title="Search engines" description="Bing, Yandex, Naver, Seznam and others are told at once when a page changes (IndexNow), so they need not find it by themselves. Google does not take part." className="max-w-4xl gap-8">
      <QueryState query={query} skeleton={<SkeletonRows rows={4} columns={2} />}>
        {(state) => <Telling state={state} />}
      </QueryState>
    </Page>
  );
}

function Telling({ state }: { state: SearchEngines }) {
  const isAdmin = atLeast(useRole(), "admin");
  const actions = useActions(state);
  const canSend = state.is_available && state.is_enabled;
  return (
    <>
      {state.is_available ? null : <Alert title="Switched off on this installation">Whoever runs it has switched off telling search engines, for all sites.</Alert>}
      <PageSection
        title="Telling search engines"
        actions={
          canSend ? (
            <Can role="admin">
              <Button icon={Send} loading={actions.all.isPending} onClick={() => actions.all.mutate()}>
                Submit all live pages
              </Button>
            </Can>
          ) : null
        }
      >
        <Switch
          label="Tell search engines of changed pages"
          hint={state.waiting > 0 ? `${count(state.waiting, "page")} in the queue.` : "When an article is published, changed, moved or taken down."}
          checked={actions.isEnabled}
          disabled={!isAdmin || !state.is_available || actions.toggle.isPending}
          onCheckedChange={(isOn) => actions.toggle.mutate(isOn)}
        />
      </PageSection>
      <PageSection
        title="The key"
        description="A small public file on the site proves that we may speak for it."
        actions={
          <Can role="admin">
            <Button variant="ghost" icon={KeyRound} loading={actions.rotate.isPending} onClick={() => void actions.askRotate()}>
              Make a new key
            </Button>
            <Button icon={SearchCheck} loading={actions.check.isPending} onClick={() => actions.check.mutate()}>
              Check the key
            </Button>
          </Can>
        }
      >
        <KeyHosts state={state} />
      </PageSection>
      <SubmissionLog siteId={state.site_id} canSend={canSend} />
    </>
  );
}

function useActions(state: SearchEngines) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const id = state.site_id;
  const shown = (now: SearchEngines): void => {
    client.setQueryData(indexNowKeys.state(id), now);
    void client.invalidateQueries({ queryKey: indexNowKeys.site(id) });
  };
  const onError = (error: Error): void => toastError(error);
  const toggle = useMutation({
    mutationFn: (isOn: boolean) => switchSearchEngines(id, isOn),
    onSuccess: (now) => {
      shown(now);
      toast.success(now.is_enabled ? "Search engines are told of changed pages" : "Search engines are not told any more");
    },
    onError,
  });
  const check = useMutation({
    mutationFn: () => checkKey(id),
    onSuccess: (now) => {
      shown(now);
      if (now.key_state === "ok") toast.success("Search engines can read the key");
      else if (now.key_state === "missing") toast.error("The key was not found", { description: "What to do is said below its address." });
      else toast.info("There is no public address to check yet");
    },
    onError,
  });
  const rotate = useMutation({
    mutationFn: () => makeNewKey(id),
    onSuccess: (now) => {
      shown(now);
      toast.success("There is a new key");
    },
    onError,
  });
  const all = useMutation({
    mutationFn: () => submitAll(id),
    onSuccess: ({ waiting, skipped }) => {
      void client.invalidateQueries({ queryKey: indexNowKeys.site(id) });
      const left = skipped > 0 ? `${count(skipped, "page")} cannot be opened from outside; the list says why.` : undefined;
      if (waiting > 0) toast.success(`${count(waiting, "page")} in the queue`, left === undefined ? {} : { description: left });
      else toast.info(left === undefined ? "No page is live" : "Nothing was sent", left === undefined ? {} : { description: left });
    },
    onError,
  });
  const askRotate = async (): Promise<void> => {
    const isByHand = state.hosts.some((host) => host.how === "file");
    const isSure = await confirm({
      title: "Make a new key?",
      body: isByHand ? "Nothing is sent before you have uploaded the new key file in place of the old one." : "The site serves the new key by itself. What was sent with the old one stays valid.",
      confirm: "Make a new key",
    });
    if (isSure) rotate.mutate();
  };
  return { toggle, check, rotate, all, askRotate, isEnabled: toggle.isPending ? toggle.variables : state.is_enabled };
}
