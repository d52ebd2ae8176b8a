import { zodResolver } from "@hookform/resolvers/zod";
import { Archive, Download, LayoutList, Map as MapIcon, Pencil, Plus, Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { ApiError } from "@/shared/api/errors";
import { HOSTING, optionsOf, PUBLISH_POLICY } from "@/shared/lib/words";
import { Button, IconButton } from "@/shared/ui/button";
import { Card } from "@/shared/ui/card";
import { Checkbox } from "@/shared/ui/checkbox";
import { Combobox, MultiSelect } from "@/shared/ui/combobox";
import { CostButton } from "@/shared/ui/credits";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput, SearchInput, Textarea } from "@/shared/ui/input";
import { PageSection } from "@/shared/ui/page";
import { RadioCards } from "@/shared/ui/radio-cards";
import { Segmented } from "@/shared/ui/segmented";
import { Select } from "@/shared/ui/select";
import { Switch } from "@/shared/ui/switch";

const ZONES = ["Africa/Cairo", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Europe/Berlin", "Europe/London", "Pacific/Auckland"].map((value) => ({ value, label: value.replace("_", " ") }));

export function Controls() {
  const [search, setSearch] = useState("espresso");
  const [view, setView] = useState<"list" | "map">("list");
  const [checked, setChecked] = useState<boolean | "indeterminate">("indeterminate");
  const [isOn, setIsOn] = useState(true);
  const [isBusy, setIsBusy] = useState(false);
  return (
    <>
      <PageSection title="Buttons">
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" icon={Plus}>
            Add keywords
          </Button>
          <Button icon={Download}>Export CSV</Button>
          <Button variant="ghost" icon={Pencil}>
            Rename
          </Button>
          <Button variant="danger" icon={Trash2}>
            Delete site
          </Button>
          <Button variant="link">Learn more</Button>
          <Button variant="primary" disabled>
            Not now
          </Button>
          <Button variant="primary" loading={isBusy} onClick={() => setIsBusy(true)}>
            Save changes
          </Button>
          <Button loading>Save changes</Button>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button size="sm">Small</Button>
          <Button size="md">Medium</Button>
          <Button size="lg" variant="primary">
            Large
          </Button>
          <IconButton label="Archive" icon={Archive} />
          <IconButton label="Archive" icon={Archive} variant="secondary" />
          <IconButton label="Archive" icon={Archive} size="sm" />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <CostButton icon={Sparkles} estimate={{ credits: 24, available: 310, enough: true }}>
            Write 3 articles
          </CostButton>
          <CostButton icon={Sparkles} estimate={{ credits: 240, available: 12.5, enough: false }}>
            Write 30 articles
          </CostButton>
          <CostButton icon={Sparkles} estimate={undefined}>
            Write 30 articles
          </CostButton>
        </div>
      </PageSection>
      <PageSection title="Choices">
        <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
          <SearchInput value={search} onValueChange={setSearch} placeholder="Search keywords" />
          <Segmented
            aria-label="View"
            value={view}
            onValueChange={setView}
            options={[
              { value: "list", label: "List", icon: LayoutList },
              { value: "map", label: "Map", icon: MapIcon },
            ]}
          />
          <Checkbox checked={checked} onCheckedChange={setChecked} label="Also archive its ideas" hint="They can be brought back at any time." />
          <Switch checked={isOn} onCheckedChange={setIsOn} label="Tell me when a run fails" hint="By e-mail, at most once an hour." />
        </div>
      </PageSection>
      <PageSection title="Form" description="Sends a refusal, to show where its sentences go.">
        <SampleForm />
      </PageSection>
    </>
  );
}

const shape = z.object({
  name: z.string().min(2, "A name has at least two letters."),
  password: z.string(),
  zone: z.string().nullable(),
  topics: z.array(z.string()),
  hosting: z.string(),
  policy: z.string(),
  brief: z.string(),
});

function SampleForm() {
  const form = useForm({ resolver: zodResolver(shape), defaultValues: { name: "Home coffee", password: "", zone: "Europe/Berlin", topics: ["Asia/Tokyo"], hosting: "igny8_sites", policy: "review", brief: "" } });
  const { control } = form;
  return (
    <Card className="max-w-2xl">
      <Form
        form={form}
        onSubmit={async () => {
          await new Promise((resolve) => setTimeout(resolve, 600));
          throw new ApiError("The site could not be saved.", { status: 400, code: "INVALID", fields: { name: ["Another site has this name."], plan: ["The plan allows no more sites."] } });
        }}
      >
        <FormField control={control} name="name" label="Name" hint="Shown in the menu and in e-mails.">
          {(field) => <Input {...field} />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="password" label="Password" optional>
            {(field) => <PasswordInput autoComplete="new-password" {...field} />}
          </FormField>
          <FormField control={control} name="zone" label="Time zone">
            {({ onChange, ...field }) => <Combobox {...field} onValueChange={onChange} options={ZONES} clearable />}
          </FormField>
          <FormField control={control} name="hosting" label="Where it is published">
            {({ onChange, ...field }) => <Select {...field} onValueChange={onChange} options={optionsOf(HOSTING)} />}
          </FormField>
          <FormField control={control} name="topics" label="Topics">
            {({ onChange, ...field }) => <MultiSelect {...field} onValueChange={onChange} options={ZONES} />}
          </FormField>
        </div>
        <FormField control={control} name="policy" label="Publishing">
          {({ onChange, value }) => <RadioCards value={value} onValueChange={onChange} options={optionsOf(PUBLISH_POLICY)} />}
        </FormField>
        <FormField control={control} name="brief" label="Brief" optional>
          {(field) => <Textarea {...field} placeholder="Who reads it, and what for" />}
        </FormField>
        <div className="flex justify-end gap-2">
          <Button>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Save site
          </Button>
        </div>
      </Form>
    </Card>
  );
}
