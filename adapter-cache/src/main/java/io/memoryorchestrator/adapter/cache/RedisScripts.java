package io.memoryorchestrator.adapter.cache;

/** What must happen in one step on the server. A key of a wrong type is taken for garbage and deleted. */
final class RedisScripts {

    /** KEYS tail, generation. The tail, if it is of the generation that counts. */
    static final String FIND = """
            local found = redis.pcall('HMGET', KEYS[1], 'generation', 'tail')
            if found.err then redis.call('DEL', KEYS[1]) return false end
            local generation = redis.pcall('GET', KEYS[2])
            if not found[2] or not generation or generation ~= found[1] then return false end
            return found[2]
            """;

    /** KEYS lease, generation, sessions; ARGV token, lease ms, generation ms, session id. The generation. */
    static final String BEGIN = """
            if redis.call('TYPE', KEYS[2]).ok ~= 'string' then redis.call('SET', KEYS[2], ARGV[1]) end
            if redis.call('TYPE', KEYS[3]).ok ~= 'set' then redis.call('DEL', KEYS[3]) end
            redis.call('PEXPIRE', KEYS[2], ARGV[3])
            redis.call('SADD', KEYS[3], ARGV[4])
            redis.call('PEXPIRE', KEYS[3], ARGV[3])
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return redis.call('GET', KEYS[2])
            """;

    /** KEYS tail, lease, generation; ARGV token, generation, tail, ttl ms. Keeps a load whose lease nothing has revoked. */
    static final String KEEP = """
            if redis.call('GET', KEYS[2]) ~= ARGV[1] or redis.call('GET', KEYS[3]) ~= ARGV[2] then return 0 end
            redis.call('DEL', KEYS[1], KEYS[2])
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'generation', ARGV[2], 'tail', ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return 1
            """;

    /** KEYS tail, lease, generation, erased. Revokes a load under way and gives version, tail and generation, if it may be changed. */
    static final String OPEN = """
            redis.call('DEL', KEYS[2])
            local found = redis.pcall('HMGET', KEYS[1], 'version', 'generation', 'tail')
            if found.err or not found[1] or found[2] ~= redis.call('GET', KEYS[3]) or redis.call('EXISTS', KEYS[4]) == 1 then
              redis.call('DEL', KEYS[1])
              return {}
            end
            return {found[1], found[3], found[2]}
            """;

    /** KEYS tail, generation; ARGV old version, new version, new tail, the generation. The time to live stays. */
    static final String CHANGE = """
            if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
            if ARGV[4] ~= redis.call('GET', KEYS[2]) then return 0 end
            redis.call('HSET', KEYS[1], 'version', ARGV[2], 'tail', ARGV[3], 'generation', ARGV[4])
            return 1
            """;

    /** KEYS generation, sessions, erased; ARGV new generation, generation ms, erased ms. Old generation, sessions' ids. */
    static final String ERASE = """
            local old = redis.pcall('GET', KEYS[1])
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('SET', KEYS[3], '1', 'PX', ARGV[3])
            if not old or type(old) == 'table' then old = '' end
            local answer = {old}
            local sessions = redis.pcall('SMEMBERS', KEYS[2])
            if sessions.err then redis.call('DEL', KEYS[2]) return answer end
            for _, session in ipairs(sessions) do answer[#answer + 1] = session end
            return answer
            """;

    private RedisScripts() {}
}
