import { count, number } from "@/shared/lib/format";
import { Checkbox } from "@/shared/ui/checkbox";
import { RadioCards } from "@/shared/ui/radio-cards";

import type { Structure } from "../api/integrations";

/** How many there are of a type, the trash aside; null where the website does not say. */
export function countOf(structure: Structure, name: string): number | null {
  const states = structure.counts[name];
  if (states === undefined) return null;
  return Object.entries(states).reduce((sum, [state, n]) => (state === "trash" || state === "auto-draft" ? sum : sum + n), 0);
}

interface Props {
  structure: Structure;
  /** Names of the chosen types; empty for all of them. */
  value: readonly string[];
  onChange: (types: string[]) => void;
  disabled?: boolean;
}

/** Which post types come in: all of them, also those made later, or chosen ones. */
export function PostTypeChoice({ structure, value, onChange, disabled = false }: Props) {
  const isChosen = value.length > 0;
  const names = structure.post_types.map((type) => type.name);
  const total = names.reduce<number | null>((sum, name) => {
    const n = countOf(structure, name);
    return sum === null || n === null ? null : sum + n;
  }, 0);
  return (
    <div className="grid gap-3">
      <RadioCards
        aria-label="What comes in"
        columns={2}
        disabled={disabled}
        value={isChosen ? "some" : "all"}
        onValueChange={(next) => onChange(next === "all" ? [] : names)}
        options={[
          { value: "all", label: "Everything", description: `Every type below, and types that are added later.${total === null ? "" : ` ${count(total, "text")} now.`}` },
          { value: "some", label: "Chosen types", description: "The others stay where they are and are not looked at." },
        ]}
      />
      <ul className="grid gap-x-6 rounded-lg border bg-surface px-4 py-2 sm:grid-cols-2">
        {structure.post_types.map((type) => {
          const n = countOf(structure, type.name);
          const isOn = !isChosen || value.includes(type.name);
          return (
            <li key={type.name} className="flex items-center justify-between gap-3 py-1">
              <Checkbox
                checked={isOn}
                // The last one stays: none chosen would mean all of them.
                disabled={disabled || !isChosen || (isOn && value.length === 1)}
                onCheckedChange={(checked) => onChange(names.filter((name) => (name === type.name ? checked : value.includes(name))))}
                label={type.label || type.name}
              />
              <span className="tabular text-sm text-muted">{n === null ? null : number(n)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
