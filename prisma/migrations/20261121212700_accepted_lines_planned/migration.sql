-- Planned once for a connection, and not anew at each decision, which took most of the time that keeping the lines does.
ALTER FUNCTION keep_accepted_lines(uuid[]) SET plan_cache_mode TO force_generic_plan;
ALTER FUNCTION line_of_constraints() SET plan_cache_mode TO force_generic_plan;
ALTER FUNCTION line_of_verdicts() SET plan_cache_mode TO force_generic_plan;
