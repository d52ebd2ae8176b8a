import { Monitor, Moon, Sun } from "lucide-react";

import { useMedia } from "@/shared/hooks/use-media";
import { type Density, type Theme, useView } from "@/shared/stores/view";
import { Field } from "@/shared/ui/field";
import { PageSection } from "@/shared/ui/page";
import { Segmented } from "@/shared/ui/segmented";

const THEMES: readonly { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "As the system", icon: Monitor },
];
const DENSITIES: readonly { value: Density; label: string }[] = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Comfortable" },
];

export function Looks() {
  const { theme, setTheme, density, setDensity } = useView();
  const isTouch = useMedia("(pointer: coarse)");
  return (
    <PageSection title="Looks" description="Remembered in this browser. What you set up in tables (columns, views) follows you to every device.">
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <Field label="Theme">
          <Segmented value={theme} onValueChange={setTheme} options={THEMES} />
        </Field>
        <Field label="Rows of tables" {...(isTouch ? { hint: "Where people point with a finger, rows are always comfortable." } : {})}>
          <Segmented value={density} onValueChange={setDensity} options={DENSITIES} />
        </Field>
      </div>
    </PageSection>
  );
}
