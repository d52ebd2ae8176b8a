import { ArrowRight, KeyRound, Plug } from "lucide-react";
import { useState } from "react";

import { Button } from "@/shared/ui/button";
import { RadioCards } from "@/shared/ui/radio-cards";

import { hasPlugin } from "../types/checks";
import { shownAddress } from "../types/state";
import type { StepProps } from "./page";
import { StepButtons, StepFrame } from "./step-frame";
import type { Way } from "./steps";

const COMPARED: readonly { what: string; plugin: string; password: string }[] = [
  { what: "Publish posts and pages", plugin: "Yes, each exactly once", password: "Yes" },
  { what: "Changes made in WordPress", plugin: "Come in within a minute", password: "Come in every quarter of an hour" },
  { what: "SEO titles and descriptions", plugin: "Into Yoast SEO, Rank Math or All in One SEO", password: "No" },
  { what: "Deletions", plugin: "Noticed at once", password: "Noticed when everything is synchronised" },
  { what: "In WordPress itself", plugin: "Score and links beside the editor", password: "Nothing to see" },
  { what: "To install", plugin: "A plugin", password: "Nothing" },
];

export function WayStep({ row, dispatch }: StepProps) {
  const [way, setWay] = useState<Way>("plugin");
  return (
    <StepFrame title={`How do we sign in to ${shownAddress(row.base_url)}?`} description={hasPlugin(row.checks) ? "The plugin is there already, so the first way is a minute's work." : "You can change it later, and have both."}>
      <RadioCards<Way>
        aria-label="Way to sign in"
        value={way}
        onValueChange={setWay}
        columns={2}
        options={[
          { value: "plugin", icon: Plug, label: "With the IGNY8 plugin", aside: "Recommended", description: "For whoever can install plugins there. It gets a key from here and connects by itself." },
          { value: "password", icon: KeyRound, label: "With an application password", description: "For whoever may not install anything. WordPress makes the password in a user's profile." },
        ]}
      />
      <div className="overflow-x-auto rounded-lg border bg-surface">
        <table className="w-full text-left text-sm">
          <caption className="sr-only">What each way gives</caption>
          <thead className="border-b bg-ground text-muted">
            <tr>
              <td className="px-3 py-2" />
              <th scope="col" className="px-3 py-2 font-medium">
                Plugin
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                Application password
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {COMPARED.map((line) => (
              <tr key={line.what}>
                <th scope="row" className="px-3 py-2 font-medium">
                  {line.what}
                </th>
                <td className="px-3 py-2">{line.plugin}</td>
                <td className="px-3 py-2 text-muted">{line.password}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StepButtons onBack={() => dispatch({ type: "back" })}>
        <Button variant="primary" icon={ArrowRight} onClick={() => dispatch({ type: "chose", way })}>
          {way === "plugin" ? "Connect the plugin" : "Enter an application password"}
        </Button>
      </StepButtons>
    </StepFrame>
  );
}
