package app.henk.identity;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** Keeps who speaks out of the published description of the API: a token says it and no parameter. */
@Configuration(proxyBeanMethods = false)
class PrincipalInApi {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        Principal.class, Principal.Visitor.class, Principal.Customer.class, Principal.Staff.class);
    }
}
