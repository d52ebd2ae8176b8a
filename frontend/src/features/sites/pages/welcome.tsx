import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useNavigate } from "react-router";

import { idempotencyKey } from "@/shared/api/client";
import { toApiError } from "@/shared/api/errors";
import { useRole } from "@/shared/entities/me";
import { type Site, sitePath, useSites } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";
import { browserZone, languageOptions, zoneOptions } from "@/shared/lib/places";
import { optionsOf, PUBLISH_POLICY } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { EmptyState } from "@/shared/ui/empty-state";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { Page } from "@/shared/ui/page";
import { RadioCards } from "@/shared/ui/radio-cards";

import { industriesQuery, useCreateSite } from "../api/sites";
import { KeywordStart } from "../components/keyword-start";
import { Stepper } from "@/shared/ui/stepper";
import { Topics } from "../components/topics";
import { bodyOf, schemaOf, type SiteForm, STEPS, stepOf } from "../lib/wizard";

const TITLES = [...STEPS.map((step) => step.title), "Keywords"];

/** From nothing to a site that has keywords on the way. */
export function WelcomePage() {
  const role = useRole();
  const { data: sites } = useSites();
  const [made, setMade] = useState<Site | null>(null);
  if (role && !atLeast(role, "admin")) {
    return (
      <Page title="Welcome">
        <EmptyState title="No site was opened for you yet" body="An owner or admin of your account gives you access to the sites you work on. They find it under Settings, Site access." />
      </Page>
    );
  }
  return (
    <Page title={sites?.length ? "New site" : "Welcome"} heading={made ? `${made.name} is ready` : sites?.length ? "Set up a new site" : "Set up your first site"} className="max-w-3xl">
      {made ? (
        <>
          <Stepper steps={TITLES} current={STEPS.length} />
          <KeywordStart site={made} />
        </>
      ) : (
        <SiteWizard onMade={setMade} />
      )}
    </Page>
  );
}

function SiteWizard({ onMade }: { onMade: (site: Site) => void }) {
  const [step, setStep] = useState(0);
  const form = useForm<SiteForm>({
    resolver: zodResolver(schemaOf(step)),
    defaultValues: { name: "", domain: "", locale: "en", timezone: browserZone(), industry_id: null, sectors: [], publish_policy: "review" },
  });
  const industries = useQuery(industriesQuery());
  const create = useCreateSite();
  const navigate = useNavigate();
  const { data: sites } = useSites();
  const key = useRef({ body: "", key: "" });
  const industryId = useWatch({ control: form.control, name: "industry_id" });
  const isLast = step === STEPS.length - 1;
  const part = useRef<HTMLDivElement>(null);
  const isFirstView = useRef(true);
  useEffect(() => {
    // The next question, not the button that is gone.
    if (!isFirstView.current) part.current?.querySelector<HTMLElement>("input, button, [role=radio]")?.focus();
    isFirstView.current = false;
  }, [step]);

  const submit = async (values: SiteForm) => {
    const body = bodyOf(values);
    const text = JSON.stringify(body);
    if (key.current.body !== text) key.current = { body: text, key: idempotencyKey() };
    try {
      onMade(await create.mutateAsync({ body, key: key.current.key }));
    } catch (thrown) {
      const field = Object.keys(toApiError(thrown).fields)[0];
      if (field !== undefined) setStep(stepOf(field));
      throw thrown;
    }
  };
  return (
    <>
      <Stepper steps={TITLES} current={step} />
      <Form
        form={form}
        onSubmit={async (values) => {
          if (isLast) await submit(values);
          else setStep(step + 1);
        }}
        className="gap-5"
      >
        <div ref={part} className="grid gap-4">
          {step === 0 ? (
            <>
              <FormField control={form.control} name="name" label="Name of the site">
                {(field) => <Input {...field} autoComplete="off" placeholder="Home coffee" />}
              </FormField>
              <FormField control={form.control} name="domain" label="Domain" optional hint="Where it will live one day. Until then it gets an address here.">
                {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} placeholder="example.com" />}
              </FormField>
              <div className="grid items-start gap-4 sm:grid-cols-2">
                <FormField control={form.control} name="locale" label="Language of the texts">
                  {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? "en")} options={languageOptions(field.value)} />}
                </FormField>
                <FormField control={form.control} name="timezone" label="Time zone" hint="For the calendar and scheduled posts.">
                  {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? "UTC")} options={zoneOptions()} />}
                </FormField>
              </div>
            </>
          ) : null}
          {step === 1 ? (
            <>
              <FormField control={form.control} name="industry_id" label="Industry" optional hint="Brings suggestions for topics and first keywords.">
                {(field) => (
                  <Combobox
                    value={field.value}
                    onValueChange={(value) => field.onChange(value)}
                    options={(industries.data ?? []).map((industry) => ({ value: industry.id, label: industry.name, description: industry.description }))}
                    placeholder="Choose an industry"
                    clearable
                  />
                )}
              </FormField>
              <FormField control={form.control} name="sectors" label="Topics" hint="One to five areas the site writes about. Keywords, clusters and articles are kept apart by them.">
                {(field) => <Topics industryId={industryId} value={field.value} onChange={field.onChange} />}
              </FormField>
            </>
          ) : null}
          {step === 2 ? (
            <FormField control={form.control} name="publish_policy" label="Who says that an article may go live?">
              {(field) => <RadioCards value={field.value} onValueChange={field.onChange} options={optionsOf(PUBLISH_POLICY)} />}
            </FormField>
          ) : null}
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          {step > 0 ? (
            <Button onClick={() => setStep(step - 1)}>Back</Button>
          ) : sites?.[0] ? (
            <Button variant="ghost" onClick={() => void navigate(sitePath(sites[0]?.slug ?? "", "home"))}>
              Cancel
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting}>
            {isLast ? "Create the site" : "Continue"}
          </Button>
        </div>
      </Form>
    </>
  );
}
