"""The queue's hot path as database functions: one round trip each, each its own short transaction."""

FORWARD = r"""
CREATE SEQUENCE igny8_run_fence;

-- The next promoted run, now ours: a higher fence than anybody before us and a lease to keep alive. The claim does not wait
-- for the disk: a crash of the server that loses it only leaves the run unclaimed, and what ends the run does wait.
CREATE FUNCTION igny8_run_claim(lease_seconds double precision) RETURNS SETOF igny8_ai_runs LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.everything', 'on', true), set_config('synchronous_commit', 'off', true);
  RETURN QUERY
  UPDATE igny8_ai_runs AS r
     SET status = 'running', phase = 'INIT', attempt = r.attempt + 1, fence = nextval('igny8_run_fence'),
         promoted_at = NULL, not_before = NULL, started_at = coalesce(r.started_at, clock_timestamp()),
         lease_until = clock_timestamp() + make_interval(secs => lease_seconds), updated_at = clock_timestamp()
   WHERE r.id = (SELECT q.id FROM igny8_ai_runs q
                  WHERE q.status = 'pending' AND q.promoted_at IS NOT NULL
                  ORDER BY q.promoted_at, q.id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING r.*;
END $$;

-- Promote up to `batch` runs in fair turns: accounts in flight least go first, never more than the account's cap and the
-- lane's (the site's) own. One promoter at a time, so that the caps hold.
CREATE FUNCTION igny8_runs_promote(batch integer, account_cap integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE promoted integer; moment timestamptz;
BEGIN
  PERFORM set_config('app.everything', 'on', true), set_config('synchronous_commit', 'off', true);
  PERFORM pg_advisory_xact_lock(8880001);
  moment := clock_timestamp();
  UPDATE igny8_ai_runs SET status = 'pending', promoted_at = NULL, updated_at = clock_timestamp()
   WHERE status = 'waiting' AND not_before <= clock_timestamp();
  WITH RECURSIVE lanes AS (  -- one step a lane through the index: its next run
    (SELECT account_id, lane, priority, id, lane_cap FROM igny8_ai_runs WHERE status = 'pending' AND promoted_at IS NULL
      ORDER BY account_id, lane, priority, id LIMIT 1)
    UNION ALL
    SELECT n.* FROM lanes l CROSS JOIN LATERAL (
      SELECT r.account_id, r.lane, r.priority, r.id, r.lane_cap FROM igny8_ai_runs r
       WHERE r.status = 'pending' AND r.promoted_at IS NULL AND (r.account_id, r.lane) > (l.account_id, l.lane)
       ORDER BY r.account_id, r.lane, r.priority, r.id LIMIT 1) n
  ), busy AS (
    SELECT account_id, lane, count(*) AS n FROM (
      SELECT account_id, lane FROM igny8_ai_runs WHERE status = 'running'
      UNION ALL
      SELECT account_id, lane FROM igny8_ai_runs WHERE status = 'pending' AND promoted_at IS NOT NULL) x GROUP BY 1, 2
  ), busy_account AS (
    SELECT account_id, sum(n) AS n FROM busy GROUP BY 1
  ), open_lanes AS (
    SELECT l.*, coalesce(b.n, 0) AS lane_n, coalesce(ba.n, 0) AS account_n
      FROM lanes l LEFT JOIN busy b USING (account_id, lane) LEFT JOIN busy_account ba USING (account_id)
     WHERE coalesce(b.n, 0) < l.lane_cap AND coalesce(ba.n, 0) < account_cap
  ), next_accounts AS (  -- every account's first turn comes before its others, so no more accounts than `batch` can matter
    SELECT account_id FROM (
      SELECT DISTINCT ON (account_id) account_id, account_n, id FROM open_lanes
       ORDER BY account_id, lane_n, priority, id) f
     ORDER BY account_n, id LIMIT batch
  ), candidates AS (
    SELECT j.id, row_number() OVER (PARTITION BY l.account_id ORDER BY j.rank, j.priority, j.id) + l.account_n AS turn
      FROM open_lanes l JOIN next_accounts USING (account_id)
      CROSS JOIN LATERAL (
        SELECT q.id, q.priority, q.lane_cap, l.lane_n + row_number() OVER (ORDER BY q.priority, q.id) AS rank
          FROM (SELECT r.id, r.priority, r.lane_cap FROM igny8_ai_runs r
                 WHERE r.status = 'pending' AND r.promoted_at IS NULL AND r.account_id = l.account_id AND r.lane = l.lane
                 ORDER BY r.priority, r.id LIMIT batch) q) j
     WHERE j.rank <= j.lane_cap
  ), chosen AS (
    SELECT id, row_number() OVER (ORDER BY turn, id) AS place FROM candidates
     WHERE turn <= account_cap ORDER BY turn, id LIMIT batch
  )
  UPDATE igny8_ai_runs AS r SET promoted_at = moment + chosen.place * interval '1 microsecond'
    FROM chosen WHERE r.id = chosen.id AND r.status = 'pending' AND r.promoted_at IS NULL;
  GET DIAGNOSTICS promoted = ROW_COUNT;
  RETURN promoted;
END $$;

-- Terminal rows do not change, except that the person who asked may go.
CREATE FUNCTION igny8_run_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'user_id' - 'updated_at' IS DISTINCT FROM to_jsonb(OLD) - 'user_id' - 'updated_at' THEN
    RAISE EXCEPTION 'run % is over and cannot change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER run_is_over BEFORE UPDATE ON igny8_ai_runs FOR EACH ROW
  WHEN (OLD.status IN ('succeeded', 'failed', 'cancelled')) EXECUTE FUNCTION igny8_run_is_over();
"""

BACKWARD = """
DROP TRIGGER run_is_over ON igny8_ai_runs;
DROP FUNCTION igny8_run_is_over(); DROP FUNCTION igny8_runs_promote(integer, integer);
DROP FUNCTION igny8_run_claim(double precision); DROP SEQUENCE igny8_run_fence;
"""
