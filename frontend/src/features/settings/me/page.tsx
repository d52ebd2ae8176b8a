import { useEffect } from "react";
import { useLocation } from "react-router";

import { useMe } from "@/shared/entities/me";

import { SettingsPage } from "../components/settings-page";
import { Looks } from "./looks";
import { Password } from "./password";
import { Profile } from "./profile";
import { Sessions } from "./sessions";

export function YourAccountPage() {
  const me = useMe();
  const { hash } = useLocation();
  const isThere = me !== undefined;
  useEffect(() => {
    if (isThere && hash !== "") document.getElementById(hash.slice(1))?.scrollIntoView({ block: "start" });
  }, [isThere, hash]);
  return (
    <SettingsPage title="Your account" description="Only about you; nobody else changes these." className="max-w-3xl gap-8">
      {me ? (
        <>
          <Profile key={me.id} me={me} />
          <Password email={me.email} />
          <Looks />
          <Sessions />
        </>
      ) : null}
    </SettingsPage>
  );
}
