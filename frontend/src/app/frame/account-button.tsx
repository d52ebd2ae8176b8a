import { type ComponentProps, lazy } from "react";

import { useMe } from "@/shared/entities/me";
import { Avatar } from "@/shared/ui/avatar";

import { Opening } from "./opening";

const AccountMenu = lazy(async () => ({ default: (await import("./account-menu")).AccountMenu }));

export function AccountButton() {
  const me = useMe();
  if (!me) return null;
  const name = me.name || me.email;
  const button = (props: ComponentProps<"button">) => (
    <button type="button" {...props} className="grid size-8 place-items-center rounded-full touch:size-11">
      <span className="sr-only">Account of {name}</span>
      <Avatar name={name} decorative />
    </button>
  );
  return <Opening button={button}>{(state) => <AccountMenu {...state} trigger={button({})} />}</Opening>;
}
