import { LogOut, Monitor, Moon, MonitorX, Sun, UserRound } from "lucide-react";
import type { ReactNode } from "react";

import { signOut } from "@/shared/api/sign-out";
import { useMe } from "@/shared/entities/me";
import { useDensity } from "@/shared/hooks/use-density";
import { ROLE, wordOf } from "@/shared/lib/words";
import { type Theme, useView } from "@/shared/stores/view";
import { useConfirm } from "@/shared/ui/confirm";
import { Menu, MenuItem, MenuLabel, MenuRadioItems, MenuSeparator } from "@/shared/ui/menu";
import { toastError } from "@/shared/ui/toast";

const THEMES: readonly { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "As the system", icon: Monitor },
];

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it. */
  trigger: ReactNode;
}

/** Loaded when it is opened for the first time. */
export function AccountMenu({ open, onOpenChange, trigger }: Props) {
  const me = useMe();
  const { theme, setTheme } = useView();
  const [density, setDensity] = useDensity();
  const confirm = useConfirm();
  if (!me) return null;
  const everywhere = async () => {
    const isSure = await confirm({
      title: "Sign out everywhere?",
      body: "Every browser and device signed in as you is signed out, this one too. Work already running goes on.",
      confirm: "Sign out everywhere",
      danger: true,
    });
    if (isSure) await signOut({ everywhere: true }).catch(toastError);
  };
  return (
    <Menu
      className="w-64"
      open={open}
      onOpenChange={onOpenChange}
      trigger={trigger}
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{me.name || me.email}</p>
        <p className="truncate text-sm text-muted">{me.email}</p>
        <p className="truncate text-sm text-muted">
          {wordOf(ROLE, me.role).label} of {me.account.name}
        </p>
      </div>
      <MenuSeparator />
      <MenuItem icon={UserRound} to="/settings/account">
        Your account
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioItems value={theme} onValueChange={setTheme} options={THEMES} />
      <MenuLabel>Rows</MenuLabel>
      <MenuRadioItems
        value={density}
        onValueChange={setDensity}
        options={[
          { value: "compact", label: "Compact" },
          { value: "comfortable", label: "Comfortable" },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
      <MenuItem icon={MonitorX} onSelect={() => void everywhere()}>
        Sign out everywhere
      </MenuItem>
    </Menu>
  );
}
