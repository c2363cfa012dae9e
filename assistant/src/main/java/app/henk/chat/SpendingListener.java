package app.henk.chat;

import app.henk.platform.TenantId;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what an answer cost to whoever guards the tenant's budget. */
@Component
class SpendingListener {

    Mono<Void> spent(TenantId tenant, BigDecimal usd) {
        return Mono.empty();
    }
}
