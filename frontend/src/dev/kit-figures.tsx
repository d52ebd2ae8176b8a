import { type StatusKind, statusOptions, statusWord } from "@/shared/lib/words";
import { Avatar } from "@/shared/ui/avatar";
import { Badge, type Stage } from "@/shared/ui/badge";
import { Card } from "@/shared/ui/card";
import { CopyableId, CopyButton } from "@/shared/ui/copy";
import { Credits } from "@/shared/ui/credits";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Kbd } from "@/shared/ui/kbd";
import { Num } from "@/shared/ui/number";
import { PageSection } from "@/shared/ui/page";
import { Meter, ProgressBar } from "@/shared/ui/progress";
import { SafeHtml } from "@/shared/ui/safe-html";
import { Stat } from "@/shared/ui/stat";
import { Time } from "@/shared/ui/time";
import { Explain } from "@/shared/ui/tooltip";

const KINDS: StatusKind[] = ["keyword", "idea", "task", "content", "publication", "run", "deployment"];
const STAGES: Stage[] = ["keywords", "clusters", "ideas", "tasks", "content", "links", "score", "published"];
const ARTICLE = `<h2>Why grind size matters</h2><p>Finer grounds give their taste <a href="#top">faster</a>, because water touches more of them.</p><ul><li>Espresso: fine, as table salt</li><li>French press: coarse, as sea salt</li></ul><blockquote>A good grinder changes more than a good machine.</blockquote>`;

const now = Date.now();

export function Figures() {
  return (
    <>
      <PageSection title="Badges">
        <div className="flex flex-wrap gap-2">
          {STAGES.map((stage) => (
            <Badge key={stage} stage={stage}>
              {stage}
            </Badge>
          ))}
        </div>
        {KINDS.map((kind) => (
          <div key={kind} className="flex flex-wrap items-center gap-2">
            <span className="w-24 text-sm text-muted">{kind}</span>
            {statusOptions(kind).map(({ value }) => (
              <Badge key={value} tone={statusWord(kind, value).tone}>
                {statusWord(kind, value).label}
              </Badge>
            ))}
          </div>
        ))}
      </PageSection>
      <PageSection title="Figures">
        <div className="grid grid-cols-2 gap-x-8 gap-y-4 border-y py-4 sm:grid-cols-4">
          <Stat label="Keywords" value={12_345} trend={{ change: 0.124, since: "last month" }} />
          <Stat label={<Explain term="Difficulty">How hard it is to be found for it, from 0 to 100.</Explain>} value={38} trend={{ change: 0.04, since: "last month", lessIsBetter: true }} />
          <Stat label="Search volume" value={null} unknownReason="No export has a volume for these keywords." hint="Import one with volumes" />
          <Stat label="Credits left" value={<Credits value={310.5} />} />
        </div>
        <div className="grid gap-8 sm:grid-cols-2">
          <div className="grid content-start gap-4">
            <ProgressBar value={31} max={120} label="Writing articles" showLabel />
            <ProgressBar value={null} label="Asking the model" showLabel />
            <Meter value={42} max={1000} label="Credits" valueText="42 of 1,000 credits left" lowBelow={0.1} />
            <Meter value={3.2} max={10} label="Storage" valueText="3.2 of 10 GB used" />
          </div>
          <DefinitionList
            items={[
              { term: "Created", value: <Time value={now - 5 * 86_400_000} timeZone="Europe/Berlin" /> },
              { term: "Published", value: <Time value={now + 3 * 3_600_000} format="datetime" timeZone="Europe/Berlin" /> },
              { term: "By", value: <span className="inline-flex items-center gap-2"><Avatar name="Ada Lovelace" size="sm" decorative /> Ada Lovelace</span> },
              { term: "Cost per click", value: <Num value={1.2} format="currency" currency="EUR" /> },
              { term: "Clicks", value: <Num value={null} unknownReason="The export has no clicks." /> },
              { term: "Request", value: <CopyableId value="0b9e6f1c-5b1f-4a2e-9a70-0d2c1f3b8a11" /> },
              { term: "Address", value: <span className="inline-flex items-center gap-1">https://example.org/espresso <CopyButton value="https://example.org/espresso" label="the address" /></span> },
              { term: "Search", value: <Kbd keys="mod+k" /> },
            ]}
          />
        </div>
        <div className="flex items-center gap-2">
          <Avatar name="Ada Lovelace" size="sm" />
          <Avatar name="ada@example.org" />
          <Avatar name="Grace Brewster Hopper" size="lg" />
          <Avatar name="Automation" bot />
        </div>
      </PageSection>
      <PageSection title="Text">
        <div className="grid gap-4 lg:grid-cols-2">
          <Card title="Interface" description="Help, comments">
            <SafeHtml html={ARTICLE} />
          </Card>
          <Card title="Reading" actions={<Badge tone="success">Published</Badge>}>
            <SafeHtml html={ARTICLE} reading />
          </Card>
        </div>
      </PageSection>
    </>
  );
}
