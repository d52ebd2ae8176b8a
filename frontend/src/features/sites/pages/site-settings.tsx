import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useLocation, useNavigate } from "react-router";

import { Can } from "@/shared/entities/me";
import { sitePath, useCurrentSite } from "@/shared/entities/site";
import { languageOptions, zoneOptions } from "@/shared/lib/places";
import { HOSTING, optionsOf, PUBLISH_POLICY } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { useConfirm } from "@/shared/ui/confirm";
import { EmptyState } from "@/shared/ui/empty-state";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Page, PageSection } from "@/shared/ui/page";
import { RadioCards } from "@/shared/ui/radio-cards";
import { Select } from "@/shared/ui/select";
import { toast, toastError } from "@/shared/ui/toast";

import { useArchiveSite, useChangeSite } from "../api/sites";
import { SectorList } from "../components/sector-list";
import { changesOf, formOf, type SettingsForm, settingsForm, VOICE } from "../lib/settings";

const VOICE_WORDS: Record<(typeof VOICE)[number], { label: string; hint: string }> = {
  tone: { label: "Tone", hint: "For instance: plain, warm, exact." },
  audience: { label: "Readers", hint: "Who they are and what they know already." },
  style: { label: "Style", hint: "How sentences are built, how readers are addressed." },
  avoid: { label: "Avoid", hint: "Words and claims that must not appear." },
};

export function SiteSettingsPage() {
  return (
    <Can role="admin" fallback={<NotForYou />}>
      <Settings />
    </Can>
  );
}

function NotForYou() {
  return (
    <Page title="Site settings">
      <EmptyState title="Owners and admins change a site's settings" body="Ask one of them, or have them raise your role under Settings, Users." />
    </Page>
  );
}

function Settings() {
  const site = useCurrentSite();
  return (
    <Page title="Site settings" className="max-w-3xl gap-8">
      <General key={site.id} />
      <PageSection title="Topics" description="Keywords, clusters and articles are kept apart by topic.">
        <SectorList siteId={site.id} />
      </PageSection>
      <Archive />
    </Page>
  );
}

function General() {
  const site = useCurrentSite();
  const change = useChangeSite(site.id);
  const navigate = useNavigate();
  const { search } = useLocation();
  const form = useForm<SettingsForm>({ resolver: zodResolver(settingsForm), values: formOf(site), resetOptions: { keepDirtyValues: true } });
  const save = async (values: SettingsForm) => {
    const changes = changesOf(site, values);
    if (Object.keys(changes).length > 0) {
      const saved = await change.mutateAsync(changes);
      form.reset(formOf(saved));
      if (saved.slug !== site.slug) await navigate(sitePath(saved.slug, `settings${search}`), { replace: true });
    }
    toast.success("Settings saved.");
  };
  return (
    <Form form={form} onSubmit={save} className="gap-6">
      <PageSection title="General">
        <FormField control={form.control} name="name" label="Name">
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="slug" label="Short name" hint="Part of addresses. Old links to the dashboard stop working when it changes.">
            {(field) => <Input {...field} autoCapitalize="none" spellCheck={false} />}
          </FormField>
          <FormField control={form.control} name="domain" label="Domain" optional>
            {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} placeholder="example.com" />}
          </FormField>
          <FormField control={form.control} name="locale" label="Language of the texts">
            {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? site.locale)} options={languageOptions(field.value)} />}
          </FormField>
          <FormField control={form.control} name="timezone" label="Time zone">
            {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? site.timezone)} options={zoneOptions()} />}
          </FormField>
        </div>
        <FormField control={form.control} name="hosting_type" label="Where it is hosted">
          {(field) => <Select value={field.value} onValueChange={field.onChange} options={optionsOf(HOSTING)} />}
        </FormField>
      </PageSection>
      <PageSection title="Publishing">
        <FormField control={form.control} name="publish_policy" label="Who says that an article may go live?">
          {(field) => <RadioCards value={field.value} onValueChange={field.onChange} options={optionsOf(PUBLISH_POLICY)} />}
        </FormField>
      </PageSection>
      <PageSection title="Brand voice" description="Goes into every prompt that writes for this site.">
        {VOICE.map((key) => (
          <FormField key={key} control={form.control} name={`voice.${key}`} label={VOICE_WORDS[key].label} hint={VOICE_WORDS[key].hint} optional>
            {(field) => <Textarea {...field} rows={2} />}
          </FormField>
        ))}
      </PageSection>
      <div>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
          Save settings
        </Button>
      </div>
    </Form>
  );
}

function Archive() {
  const site = useCurrentSite();
  const confirm = useConfirm();
  const archive = useArchiveSite(site.id);
  const change = useChangeSite(site.id);
  const isArchived = site.status === "archived";
  const ask = async () => {
    const isSure = await confirm({
      title: `Archive ${site.name}?`,
      body: "Nothing more is written or published for it and it moves to the end of the list. What it has is kept, and it can be brought back.",
      confirm: "Archive the site",
      danger: true,
      typed: site.slug,
    });
    if (isSure) archive.mutate(undefined, { onError: (error) => toastError(error), onSuccess: () => toast.success(`${site.name} is archived.`) });
  };
  return (
    <PageSection title={isArchived ? "This site is archived" : "Archive"} description={isArchived ? "Bring it back to work on it again." : "For a site that is done. Everything it has is kept."}>
      <div>
        {isArchived ? (
          <Button loading={change.isPending} onClick={() => change.mutate({ status: "active" }, { onError: (error) => toastError(error) })}>
            Bring the site back
          </Button>
        ) : (
          <Button loading={archive.isPending} onClick={() => void ask()}>
            Archive the site
          </Button>
        )}
      </div>
    </PageSection>
  );
}
